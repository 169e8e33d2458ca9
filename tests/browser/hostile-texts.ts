/** Runs when any of these is taken for code: the page then has `window.hacked`. */
const mark = 'window.hacked=1';

/** Texts that run in pages which put them into HTML, attributes, addresses, styles or templates. */
export const hostileTexts: readonly string[] = [
  `<script>${mark}</script>`,
  `<img src=x onerror="${mark}">`,
  `"><svg onload=${mark}>`,
  `'><iframe srcdoc="<script>parent.hacked=1</script>"></iframe>`,
  `<a href="javascript:${mark}">press here</a>`,
  `javascript:${mark}//https://shop.example/`,
  `[press](javascript:${mark})`,
  `https://shop.example/"onmouseover="${mark}`,
  `https://shop.example/?q=<script>${mark}</script>`,
  `data:text/html,<script>${mark}</script>`,
  `</textarea><script>${mark}</script>`,
  `<style>*{background:url("javascript:${mark}")}</style>`,
  `<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${mark}&gt;">`,
  `{{constructor.constructor("${mark}")()}} \${${mark}} <%= ${mark} %>`,
  `<details open ontoggle=${mark}>`,
  `&lt;img src=x onerror=${mark}&gt;`,
  `\u202Egnp.exe\u202C <b onclick=${mark}>\u0000\uFEFFend</b>`.replace('\u0000', ''),
];
