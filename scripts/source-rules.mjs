// House rules about files that no linter knows. Pure: paths and texts in, problems out.

export const maxLines = 300;
const forbiddenFolders = new Set(['utils', 'util', 'helpers', 'common', 'types', 'lib', 'misc', 'shared']);
const kebabCase = /^_{0,2}[a-z0-9]+([.-][a-z0-9]+)*(_{2})?$/;
const reExport = /^export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*(?:as\s+\w+\s*)?from\s*['"][^'"]+['"];?/;

/** @typedef {{ path: string, text: string }} SourceFile `path` is relative to the repository, with `/` */

/** @param {string} text */
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

/** A file with nothing but re-exports hides where things are. @param {string} text */
const isBarrel = (text) => {
  let rest = withoutComments(text).trim();
  if (!reExport.test(rest)) return false;
  while (reExport.test(rest)) rest = rest.replace(reExport, '').trim();
  return rest === '';
};

/**
 * @param {SourceFile} file
 * @param {ReadonlySet<string>} entries paths of the entry points that package.json files name
 * @returns {string[]} one line per broken rule
 */
export const problemsOf = ({ path, text }, entries) => {
  const problems = [];
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  const lines = text.replace(/\n$/, '').split('\n').length;
  const code = withoutComments(text);

  if (lines > maxLines)
    problems.push(`${path}: ${lines} lines; the limit is ${maxLines}. Split it by what it does.`);
  for (const folder of folders) {
    if (forbiddenFolders.has(folder))
      problems.push(`${path}: a folder called "${folder}" says nothing; name the concept.`);
  }
  if (!kebabCase.test(name.replace(/(\.d)?\.[cm]?[jt]sx?$/, '')))
    problems.push(`${path}: file names are kebab-case.`);
  if (/^\s*export\s+\*/m.test(code))
    problems.push(`${path}: "export *" hides what is public; name what is exported.`);
  if (isBarrel(text) && !entries.has(path)) {
    problems.push(`${path}: only the entry points of a package may consist of re-exports.`);
  }
  if (/@ts-(ignore|nocheck|expect-error)/.test(text))
    problems.push(`${path}: type errors are fixed, not silenced.`);
  if (/\b(TODO|FIXME|XXX)\b/.test(text))
    problems.push(`${path}: unfinished work belongs in an issue, not in the code.`);
  return problems;
};
