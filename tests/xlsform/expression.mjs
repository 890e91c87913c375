// One expression by itself: what it is worth in a form that has little else.

export const PLACES = { 'places.csv': 'name,label\np1,Một\np2,Hai\n' };

/** A form whose `/data/worth` is an expression, beside `/data/word`, which is empty, and `/data/pick`, with the choices a to c. */
export function around(expression) {
  return `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>Expression</h:title><model>
<itext><translation lang="vi"><text id="/data/word:label"><value>chữ</value></text></translation></itext>
<instance><data id="expression"><word/><pick/><worth/><meta><instanceID/></meta></data></instance>
<instance id="letters"><root>${['a', 'b', 'c'].map((name) => `<item><name>${name}</name><label>${name.toUpperCase()}</label></item>`).join('')}</root></instance>
<instance id="places" src="jr://file-csv/places.csv"/>
<bind nodeset="/data/word" type="string"/><bind nodeset="/data/pick" type="string"/>
<bind nodeset="/data/worth" type="string" calculate="${escaped(expression)}"/>
</model></h:head>
<h:body><input ref="/data/word"><label ref="jr:itext('/data/word:label')"/></input>
<select1 ref="/data/pick"><itemset nodeset="instance('letters')/root/item"><value ref="name"/><label ref="label"/></itemset></select1></h:body>
</h:html>`;
}

/** `{expression, value}`, or `{expression, failed}` where the engine cannot read or work it out. */
export async function worth(opinion, expression) {
  const [state] = await opinion.fill(around(expression), { attachments: PLACES });
  if (state.failed) return { expression, failed: state.failed };
  return { expression, value: state.nodes.find((node) => node.path === '/data/worth').value };
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
