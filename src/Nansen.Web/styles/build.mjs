// Compiles the look into ../wwwroot: one style sheet for left-to-right pages, its mirror image for right-to-left ones,
// and the font files they name. Run `npm ci && npm run build` here after a change, and commit the result.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import postcss from 'postcss';
import rtlcss from 'rtlcss';
import * as sass from 'sass';

const out = '../wwwroot';
rmSync(`${out}/fonts`, { recursive: true, force: true });
mkdirSync(`${out}/fonts`, { recursive: true });

// Folder of the font package, and its subsets that the pages' scripts need.
const families = {
  'noto-sans': ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext'],
  'noto-sans-arabic': ['arabic'],
  'noto-sans-armenian': ['armenian'],
  'noto-sans-georgian': ['georgian'],
};

copyFileSync('node_modules/@fontsource/noto-sans/LICENSE', `${out}/fonts/OFL.txt`);

let faces = '';
for (const [family, subsets] of Object.entries(families)) {
  const ranges = JSON.parse(readFileSync(`node_modules/@fontsource/${family}/unicode.json`, 'utf8'));
  for (const subset of subsets) {
    for (const weight of [400, 700]) {
      const file = `${family}-${subset}-${weight}-normal.woff2`;
      copyFileSync(`node_modules/@fontsource/${family}/files/${file}`, `${out}/fonts/${file}`);
      // The tables of signs and historic letters beyond U+FFFF are left to the system's fonts.
      const range = ranges[subset].split(',').filter((part) => !/U\+1[0-9A-F]{4}/.test(part)).join(',');
      faces += `@font-face{font-family:"Noto Sans";font-weight:${weight};font-display:swap;src:url(fonts/${file}) format("woff2");unicode-range:${range}}\n`;
    }
  }
}

const { css } = sass.compile('nansen.scss', {
  style: 'compressed',
  loadPaths: ['.', 'node_modules'],
  quietDeps: true,
});
// Pictures of patterns that are not used here are not shipped, so nothing may ask for them.
const withoutPictures = { postcssPlugin: 'without-pictures', Declaration: (d) => { if (d.value.includes('url(/assets')) d.remove(); } };
const sheet = postcss([withoutPictures]).process(css, { from: undefined }).css.replace(/^\uFEFF/, '').replace(/\/\*[^!][\s\S]*?\*\//g, '');
const banner = '/* Made by src/Nansen.Web/styles; do not edit. Contains GOV.UK Frontend and MoJ Frontend (MIT), see NOTICES.md there. */\n';
writeFileSync(`${out}/nansen.css`, `${banner}${faces}${sheet}\n`);
writeFileSync(`${out}/nansen.rtl.css`, `${banner}${faces}${postcss([rtlcss]).process(sheet, { from: undefined }).css}\n`);
