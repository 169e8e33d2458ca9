// Takes the TypeScript blocks out of Markdown and type-checks them against the sources of the workspace.
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from './workspace.mjs';

/**
 * @typedef {object} CodeBlock
 * @property {string} file Markdown file, relative to the repository
 * @property {number} line of the opening fence, from 1
 * @property {string} code
 * @property {boolean} isTsx
 * @property {string | undefined} unchecked why the block is not checked; empty when it gives no reason
 */

const fence = /^(\s*)(```+)(ts|typescript|tsx)\b(.*)$/;

/** @param {string} file @param {string} text @returns {CodeBlock[]} */
export const blocksIn = (file, text) => {
  /** @type {CodeBlock[]} */
  const blocks = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const [, indent = '', ticks, language, info = ''] = fence.exec(lines[at] ?? '') ?? [];
    if (ticks === undefined) continue;
    const line = at + 1;
    const code = [];
    for (at += 1; at < lines.length && lines[at]?.trim() !== ticks; at += 1)
      code.push((lines[at] ?? '').slice(indent.length));
    const unchecked = /\bno-check\b(.*)$/.exec(info)?.[1]?.trim();
    blocks.push({ file, line, code: code.join('\n'), isTsx: language === 'tsx', unchecked });
  }
  return blocks;
};

/** Blocks are resolved as if they stood here: between them, these have every package a reader may import. */
const homes = ['examples/express-server', 'tests', 'packages/react-widgets'];

/** @returns {ts.CompilerOptions} */
const compilerOptions = () => {
  const file = join(root, 'tsconfig.base.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(file, ts.sys.readFile).config,
    ts.sys,
    root,
  );
  return {
    ...options,
    typeRoots: [join(root, 'node_modules', '@types')],
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
    noEmit: true,
    // Style sheets are the bundler's.
    noUncheckedSideEffectImports: false,
    jsx: ts.JsxEmit.ReactJSX,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    // An excerpt may show a value without using it.
    noUnusedLocals: false,
    noUnusedParameters: false,
  };
};

/**
 * @param {readonly CodeBlock[]} blocks
 * @returns {string[]} one line per error, with the place in the Markdown file
 */
export const problemsIn = (blocks) => {
  const options = compilerOptions();
  /** @type {Map<string, CodeBlock>} */
  const virtual = new Map();
  for (const block of blocks) {
    if (block.unchecked !== undefined) continue;
    const name = `${block.file.replaceAll('/', '--')}-${block.line}.${block.isTsx ? 'tsx' : 'ts'}`;
    virtual.set(join(root, homes[0] ?? '', name), block);
  }

  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  /** Every block is a module, also one without imports. @param {CodeBlock} block */
  const textOf = (block) => `${block.code}\nexport {};\n`;
  host.fileExists = (file) => virtual.has(file) || fileExists(file);
  host.readFile = (file) => {
    const block = virtual.get(file);
    return block === undefined ? readFile(file) : textOf(block);
  };
  host.getSourceFile = (file, languageVersion, ...rest) => {
    const block = virtual.get(file);
    if (block === undefined) return getSourceFile(file, languageVersion, ...rest);
    return ts.createSourceFile(file, textOf(block), languageVersion);
  };
  host.resolveModuleNameLiterals = (literals, containing, redirected, given, importer) =>
    literals.map((literal) => {
      const places = virtual.has(containing)
        ? homes.map((home) => join(root, home, 'block.ts'))
        : [containing];
      // A block is a module; what it imports (Node's own types among it) says for itself what it is.
      const mode = virtual.has(containing)
        ? ts.ModuleKind.ESNext
        : ts.getModeForUsageLocation(importer, literal, given);
      for (const place of places) {
        const found = ts.resolveModuleName(literal.text, place, given, host, undefined, redirected, mode);
        if (found.resolvedModule !== undefined) return found;
      }
      return { resolvedModule: undefined };
    });
  host.getCurrentDirectory = () => dirname(join(root, 'package.json'));

  const program = ts.createProgram([...virtual.keys()], options, host);
  const errors = [...virtual].flatMap(([file, block]) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText, start = 0 }) => {
      const line = source === undefined ? 0 : source.getLineAndCharacterOfPosition(start).line;
      return `${block.file}:${block.line + 1 + line}: ${ts.flattenDiagnosticMessageText(messageText, '\n  ')}`;
    });
  });
  const unexplained = blocks
    .filter(({ unchecked }) => unchecked === '')
    .map(({ file, line }) => `${file}:${line}: "no-check" needs a reason after it.`);
  return [...errors, ...unexplained];
};
