import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
const FILL='/work/wt/form/target/debug/examples/fill';
const lines = readFileSync('/tmp/lead/xf/sequences.jsonl','utf8').trim().split('\n').map(JSON.parse);
const where = (f) => f.startsWith('/') ? f : [`/tmp/lead/xf/forms/${f}`,`/work/shared/data/xlsforms/${f}`].find(existsSync);
const kinds = new Map(); let same = 0, bad = 0, refusedForms = 0; const examples = new Map();
const num = (v) => v !== '' && /^-?\d+(\.\d+)?$/.test(v) ? String(Number(v)) : v;
const norm = (v) => v.trim().replace(/(\d\d:\d\d:\d\d\.\d{3})[+]07:00$/,'$1').split(/([ ;])/).map(num).join('').split(';').map((p)=>/^-?[\d.]+ -?[\d.]+ /.test(p)?p.split(' ').slice(0,2).join(' '):p).join(';');
let odd=0; for (const { file, seed, steps, states, errors } of lines) {
  if (errors) continue; if (file.includes('flat_')) continue; if (steps.some((s)=>/^[ ]*(-?\d+(\.\d+)?e|0x)|jpg|m4a|mp4|pdf/i.test(s.value??''))) { odd++; continue; }
  writeFileSync('/tmp/lead/xf/steps.json', JSON.stringify(steps));
  let out; try { out = execFileSync(FILL,[where(file),'/tmp/lead/xf/steps.json'],{encoding:'utf8',maxBuffer:1e9,stdio:['ignore','pipe','pipe']}); } catch (e) { note('CRASH', `${file} ${String(e.stderr).slice(0,300)}`); bad++; continue; }
  const ours = out.trim().split('\n').map(JSON.parse);
  if (ours[0].failed) { refusedForms++; note('we refuse the form', `${file}: ${ours[0].failed.slice(0,200)}`); continue; }
  const by = (list) => { const m = new Map(); let refused = new Map(), threw=null; for (const l of list.flatMap((l) => l.nodes ? [l, ...l.nodes.map((n) => ({step: l.step, ...n}))] : [l])) { if (l.path) m.set(`${l.step} ${l.path}`, l); if (l.refused) refused.set(l.step,l.refused); if (l.threw) threw = l.step; } return {m,refused,threw}; };
  const a = by(states), b = by(ours); let ok = true;
  for (const [k, l] of a.m) { if (a.threw !== null && l.step >= a.threw) continue; const o = b.m.get(k);
    if (k.includes('/meta') || l.value==='lai' || /device-1|collect:|0b5e55ed/.test(l.value??'')) continue;
    if (!o) { ok=false; note('missing node', `${file}#${seed} ${k} ${l.kind}`); break; }
    let first=null;
    for (const f of ['relevant','count','required','readonly','valid','value','choices']) { if (l[f]===undefined) continue; let x=l[f], y=o[f]; if (f==='value') { x=norm(x); y=norm(y??''); } if (JSON.stringify(x)!==JSON.stringify(y)) { first=f; note(`${f} of ${l.kind}`, `${file}#${seed} ${k}: odk ${JSON.stringify(l[f])} ours ${JSON.stringify(o[f])} step ${JSON.stringify(steps[l.step-1])}`); break; } }
    if (first) { ok=false; break; } }
  for (const [s,r] of a.refused) if (b.refused.get(s)!==r) { note('refused otherwise', `${file}#${seed} step ${s}: odk ${r} ours ${b.refused.get(s)} ${JSON.stringify(steps[s-1])}`); ok=false; break; }
  for (const [s,r] of b.refused) if (!a.refused.has(s) && !(a.threw!==null && s>=a.threw)) { note('we refuse a step', `${file}#${seed} step ${s}: ${r} ${JSON.stringify(steps[s-1])}`); ok=false; break; }
  ok ? same++ : bad++;
}
function note(kind, text) { kinds.set(kind,(kinds.get(kind)??0)+1); if (!examples.has(kind)) examples.set(kind,[]); if (examples.get(kind).length<4) examples.get(kind).push(text); }
console.log({odd,same,bad,refusedForms}); for (const [k,n] of [...kinds].sort((x,y)=>y[1]-x[1])) { console.log(n,k); for (const e of examples.get(k)) console.log('    ',e.slice(0,330)); }
