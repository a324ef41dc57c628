// The page of the phone: keeps the lists, takes a picture or looks through the camera, and shows one plain verdict.
import { isText } from './barcode.js';
import { readSymbol } from './picture.js';
import { openBundle } from './trust.js';
import { judge } from './verdict.js';

const page = document.getElementById('phone'), texts = JSON.parse(page.dataset.texts), countries = JSON.parse(page.dataset.countries);
const say = (key, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, value), texts[key] ?? key);
const part = id => document.getElementById(id);
const largest = 2400, pinKey = 'nansen-authority';

function node(tag, className, text, ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  made.append(...inside);
  return made;
}

async function lists() {
  const answer = await fetch('/verify/bundle');
  if (!answer.ok) throw new Error('bundleMissing');
  const trust = await openBundle(await answer.arrayBuffer(), localStorage.getItem(pinKey));
  localStorage.setItem(pinKey, trust.print);
  return trust;
}

function showLists(trust) {
  const days = Math.max(0, Math.floor((Date.now() - trust.issuedAt.getTime()) / 86400000)), old = days > trust.policy.maxListAgeDays;
  part('lists').replaceChildren(node('strong', `govuk-tag ${old ? 'govuk-tag--orange' : 'govuk-tag--green'}`, say(old ? 'listsOld' : 'listsFresh')), ` ${say('listsAge', days, trust.issuedAt.toLocaleDateString(document.documentElement.lang))}`);
}

// The seal in a picture, or null.
function sealIn(source, width, height) {
  const scale = Math.min(1, largest / Math.max(width, height)), canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const colours = context.getImageData(0, 0, canvas.width, canvas.height).data, gray = new Uint8Array(canvas.width * canvas.height);
  for (let i = 0; i < gray.length; i++) gray[i] = (colours[4 * i] * 3 + colours[4 * i + 1] * 6 + colours[4 * i + 2]) / 10;
  const bytes = readSymbol(gray, canvas.width, canvas.height);
  return bytes && (bytes[0] === 0xdc || isText(bytes)) ? bytes : null;
}

async function showVerdict(seal) {
  let verdict = { result: 'Unreadable', checks: [], zone: null };
  try {
    const trust = await lists();
    showLists(trust);
    if (seal) verdict = await judge(seal, trust, countries);
  } catch (problem) {
    verdict = { result: 'Stale', checks: [], zone: null, problem: problem.message };
  }
  const result = part('result');
  result.dataset.result = verdict.result;
  result.replaceChildren(
    node('div', `govuk-notification-banner ${verdict.result === 'Valid' ? 'govuk-notification-banner--success' : ''}`, '',
      node('div', 'govuk-notification-banner__header', '', node('h2', 'govuk-notification-banner__title', say(`result.${verdict.result}`))),
      node('div', 'govuk-notification-banner__content', '', node('p', 'govuk-notification-banner__heading', say(verdict.problem && texts[verdict.problem] ? verdict.problem : `resultText.${verdict.result}`)))),
    ...reasons(verdict), ...fields(verdict), ...byEye(verdict), ...report(verdict));
  // The ring of the focus stands clear of the words.
  result.style.outlineOffset = '8px';
  result.focus();
}

function reasons({ checks, reason }) {
  const wrong = checks.filter(c => c.outcome === 'wrong');
  if (wrong.length === 0) return [];
  return [node('h3', 'govuk-heading-m', say('reasons')), node('ul', 'govuk-list govuk-list--bullet', '', ...wrong.map(c => node('li', '', say(`status.${c.status}`) + (c.id === 'voidList' && reason ? ` ${say(`void.${reason}`)}` : ''))))];
}

function fields({ zone, says }) {
  if (says) return [node('h3', 'govuk-heading-m', say('sealed')), node('dl', 'govuk-summary-list', '', ...says.map(([name, value]) => row(name, value)))];
  if (!zone?.documentNumber) return [];
  const rows = ['primary', 'secondary', 'documentNumber', 'dateOfBirth', 'sex', 'nationality', 'issuer', 'documentCode', 'dateOfExpiry'].filter(name => zone[name]).map(name => row(say(`field.${name}`), shown(name, zone[name])));
  return [node('h3', 'govuk-heading-m', say('sealed')), node('dl', 'govuk-summary-list', '', ...rows), node('pre', 'nansen-zone', zone.lines.join('\n'))];
}

const row = (key, value) => node('div', 'govuk-summary-list__row', '', node('dt', 'govuk-summary-list__key', key), node('dd', 'govuk-summary-list__value', value));

const shown = (name, value) => name.startsWith('dateOf') && /^\d{6}$/.test(value) ? `${value.slice(4)}.${value.slice(2, 4)}.${value.slice(0, 2)}` : value;

function byEye({ result, zone, says }) {
  if (result === 'Unreadable' || !zone && !says) return [];
  return [node('h3', 'govuk-heading-m', say('byEye')), node('ul', 'govuk-list govuk-list--bullet', '', ...(zone ? ['zone', 'photo', 'name', 'paper'] : ['photo', 'paper']).map(key => node('li', '', say(`eye.${key}`))))];
}

// An officer with an account may report a suspicion; that takes a network, and nobody else can write anything.
function report({ result, checks, zone }) {
  if (result === 'Unreadable' || !navigator.onLine || !zone?.documentNumber) return [];
  const said = checks.filter(c => c.status).map(c => c.status).join(' ') || result.toUpperCase();
  const link = node('a', 'govuk-link', say('report'));
  link.href = `/examinations/new?${new URLSearchParams({ paper_number: zone.documentNumber, paper_issuer: zone.issuer, paper_kind: zone.documentCode, verifier_said: said })}`;
  return [node('p', 'govuk-body', '', link)];
}

part('picture').addEventListener('change', async event => {
  const [file] = event.target.files;
  if (!file) return;
  part('result').replaceChildren(node('p', 'govuk-body', say('reading')));
  let seal = null;
  try {
    const picture = await createImageBitmap(file);
    seal = sealIn(picture, picture.width, picture.height);
  } catch { /* What is no picture cannot be read: the verdict says so. */ }
  await showVerdict(seal);
});

let stream = null;

async function stopCamera() {
  stream?.getTracks().forEach(track => track.stop());
  stream = null;
  part('camera').hidden = true;
  part('camera-button').textContent = say('camera');
}

part('camera-button').addEventListener('click', async () => {
  if (stream) { await stopCamera(); return; }
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1920 } } });
  } catch {
    part('result').replaceChildren(node('p', 'govuk-body', say('cameraMissing')));
    return;
  }
  const video = part('camera');
  [video.hidden, video.srcObject] = [false, stream];
  part('camera-button').textContent = say('cameraStop');
  await video.play();
  const look = async () => {
    if (!stream) return;
    const seal = video.videoWidth > 0 ? sealIn(video, video.videoWidth, video.videoHeight) : null;
    if (!seal) { setTimeout(look, 200); return; }
    await stopCamera();
    await showVerdict(seal);
  };
  look();
});

// The page works on without a network once the worker keeps it and the lists.
try { await navigator.serviceWorker?.register('/verify/worker.js', { scope: '/verify/' }); } catch { /* Without a worker the page still verifies while there is a network. */ }
await navigator.serviceWorker?.ready.catch(() => null);
try { showLists(await lists()); } catch (problem) { part('lists').textContent = say(texts[problem.message] ? problem.message : 'bundleMissing'); }
page.dataset.ready = 'true';
