import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GrowingMarkdown } from '../../main/webapp/js/markdown/growing-markdown.js'
import { createLexer } from '../../main/webapp/js/markdown/lexer.js'
import { marked, skip } from './marked.mjs'

const lex = skip ? undefined : createLexer(marked)
const PIECES = ['word ', 'a', 'Ünï🚢 ', '\n', '\n\n', '\n', '  ', '    ', '\t', '- ', '* ', '1. ', '12) ', '> ', '# ', '### ', '```', '```js\n', '~~~\n',
  '`', '``', '**', '*', '_', '~~', '[', ']', '(', ')', '](', '[a]', '[a]: http://x.y\n', '[b]: <z> "t"\n', '![', 'http://x.y/z ', '<b>', '<!--', '|',
  '| a | b |\n', '|---|:-:|\n', '---\n', '===\n', '\\', '&amp;', '&#39;', '\r\n', '\r', '- [ ] ', '- [x] ', 'line of some words\n']

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function textFrom(random, count) {
  return Array.from({ length: count }, () => PIECES[Math.floor(random() * PIECES.length)]).join('')
}

const atOnce = (text, options) => new GrowingMarkdown(lex, options).update(text, true)

function inSlices(text, lengthOf) {
  const markdown = new GrowingMarkdown(lex)
  for (let end = lengthOf(); end < text.length; end += lengthOf()) markdown.update(text.slice(0, end), false)
  markdown.update(text, false)
  return markdown.update(text, true)
}

const shown = node => (typeof node === 'string' ? node : node.code ? `{${node.code.language}|${node.code.text}}`
  : `<${node.name}>${(node.children ?? []).map(shown).join('')}</${node.name}>`)

const tree = (text, options) => atOnce(text, options).flatMap(block => block.tree)
const written = (text, options) => tree(text, options).map(shown).join('')

function streamed(text) {
  return new GrowingMarkdown(lex).update(text, false).flatMap(block => block.tree).map(shown).join('')
}

function all(nodes, name) {
  return nodes.flatMap(node => [...(node.name === name ? [node] : []), ...all(node.children ?? [], name)])
}

test('a text ends in the same blocks whatever the pieces in which it comes', { skip }, () => {
  for (let seed = 1; seed <= 150; seed++) {
    const random = randomFrom(seed)
    const text = textFrom(random, 5 + Math.floor(random() * 120))
    const whole = atOnce(text)
    assert.deepEqual(inSlices(text, () => 1), whole, `character by character, seed ${seed}: ${JSON.stringify(text)}`)
    assert.deepEqual(inSlices(text, () => 1 + Math.floor(random() * 40)), whole, `in slices, seed ${seed}: ${JSON.stringify(text)}`)
  }
})

test('so does a long text, which is cut where it must be', { skip }, () => {
  for (const [seed, line] of [[1, '- item *a* `b`\n'], [2, '| *a* | b |\n'], [3, '> quoted **words**\n'], [4, 'word '], [5, '  more code\n'], [6, '🚢']]) {
    const random = randomFrom(seed)
    const text = `${textFrom(random, 20)}\n\n| a | b |\n|---|---|\n${line.repeat(1_500)}\n- x\n  \`\`\`js\n${'  code()\n'.repeat(700)}  \`\`\`\n${line.repeat(900)}`
    assert.deepEqual(inSlices(text, () => 1 + Math.floor(random() * 600)), atOnce(text), `seed ${seed}`)
  }
})

test('while a text grows, no block before the last changes', { skip }, () => {
  for (let seed = 1; seed <= 60; seed++) {
    const text = textFrom(randomFrom(seed), 100).replaceAll(/\[[ab]\]:/g, 'c:')
    const markdown = new GrowingMarkdown(lex)
    let before = []
    for (let end = 1; end <= text.length; end++) {
      const blocks = [...markdown.update(text.slice(0, end), false)]
      for (const [i, block] of before.slice(0, -1).entries()) assert.equal(blocks[i], block, `seed ${seed}, block ${i}, at ${end}`)
      before = blocks
    }
  }
})

test('every kind of block and of mark becomes its element', { skip }, () => {
  assert.equal(written('# A *b*\n\nc **d** ~~e~~ `f`  \ng'), '<h3>A <em>b</em></h3><p>c <strong>d</strong> <del>e</del> <code>f</code><br></br>g</p>')
  assert.equal(written('Title\n===\n\n---\n\n> a\n> > b'),
    '<h3>Title</h3><hr></hr><blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>')
  assert.equal(written('- a\n  1. b\n- [x] c'), '<ul><li>a<ol><li>b</li></ol></li><li><input></input>c</li></ul>')
  assert.equal(written('| a | b |\n|---|--:|\n| c | *d* |'), '<div><table><thead><tr><th>a</th><th>b</th></tr></thead>'
    + '<tbody><tr><td>c</td><td><em>d</em></td></tr></tbody></table></div>')
  assert.equal(written('a\n```js x\nb\n\n# c\n```\nd'), '<p>a</p>{js|b\n\n# c}<p>d</p>')
  assert.equal(written('- a\n\n  ```py\n  b\n\n  c\n  ```\n- d'), '<ul><li><p>a</p>{py|b\n\nc}</li><li><p>d</p></li></ul>')
})

test('a heading is at most one level below the one before it, and the first one is of the level below the page\'s', { skip }, () => {
  const text = '### a\n\n```\n```\n\n###### b\n\nc\n\n# d\n\nText.\n\n### e [x]\n\n[x]: http://x.y'
  assert.equal(written(text).match(/<h\d/g).join(''), '<h3<h4<h3<h4')
})

test('words without marks are shown as they are, to the last space, and on the way each beginning of them', { skip }, () => {
  const text = Array.from({ length: 900 }, (_, i) => `w${i}${['', 'äö', '🚢', '"q"', '\\n', '<b>', 'data:', '\u2028'][i % 8]} `).join('')
  const shownText = blocks => blocks.flatMap(({ tree }) => tree[0].children).join('')
  const markdown = new GrowingMarkdown(lex)
  for (let end = 1; end < text.length; end += 3) {
    const part = shownText(markdown.update(text.slice(0, end), false))
    assert.ok(text.startsWith(part) && end - part.length < 5, part.slice(-20))
  }
  assert.equal(shownText(markdown.update(text, true)), text)
})

test('lines of a paragraph are one line, unless a person has written them', { skip }, () => {
  assert.equal(written('a\nb'), '<p>a\nb</p>')
  assert.equal(written('a\nb', { breaks: true }), '<p>a<br></br>b</p>')
})

test('HTML is text, and a character reference is one character, once', { skip }, () => {
  assert.equal(written('<div onclick="x">\n**a** <b>c</b>\n</div>'), '<p><div onclick="x">\n<strong>a</strong> <b>c</b></p><p></div></p>')
  assert.equal(written('&lt;b&gt; &amp;lt; &#x1F6A2; &#0; &nope; `&lt;`'), '<p><b> &lt; 🚢 \ufffd &nope; <code>&lt;</code></p>')
})

test('a link goes to the web or to a mailbox and nowhere else', { skip }, () => {
  const [link] = all(tree('[a](https://x.y "t")'), 'a')
  assert.deepEqual(link.attributes,
    { href: 'https://x.y/', title: 'https://x.y/', target: '_blank', rel: 'noopener noreferrer nofollow' })
  for (const bad of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java&#115;cript:alert(1)', 'javascript&colon;alert(1)', 'data:text/html,x',
    'vbscript:x', 'file:///etc/passwd', 'blob:https://x/y', '//evil.example/x', '\u0001javascript:alert(1)', '#share=x', '/api/x', 'src/a.js']) {
    for (const text of [`[a](${bad})`, `[a](<${bad}>)`, `<${bad}>`, `[a]\n\n[a]: ${bad}`, `![a](${bad})`]) {
      assert.deepEqual(all(tree(text), 'a'), [], text)
    }
  }
  assert.equal(written('[a](javascript:b)'), '<p>[a](javascript:b)</p>')
  assert.equal(written('[a](src/b.js)'), '<p>a (<code>src/b.js</code>)</p>')
})

test('an image is a link that says its address, and a link in a link is none', { skip }, () => {
  assert.equal(written('![a](https://x.y/z.png)'), '<p><a>Image: a (https://x.y/z.png)</a></p>')
  assert.equal(written('[![a](https://x.y/z.png)](https://v.w)'), '<p><a>Image: a (https://x.y/z.png)</a></p>')
  assert.equal(all(tree('![a](https://x.y/z.png) <img src="https://x.y">'), 'img').length, 0)
})

test('a reference finds its address wherever that stands, the first one counts, and nothing else changes', { skip }, () => {
  const markdown = new GrowingMarkdown(lex)
  const [one, two] = markdown.update('See [a].\n\nAnd so on.\n\n', false)
  const after = markdown.update('See [a].\n\nAnd so on.\n\n[a]: https://x.y\n\n[a]: https://z\n\nEnd', false)
  assert.notEqual(after[0], one)
  assert.equal(after[0].tree.map(shown).join(''), '<p>See <a>a</a>.</p>')
  assert.equal(all(after[0].tree, 'a')[0].attributes.href, 'https://x.y/')
  assert.deepEqual(after[1], two)
  assert.equal(written('[constructor] [__proto__]'), '<p>[constructor] [<strong>proto</strong>]</p>')
})

test('a mark that is half written is not seen, and does already what it will do', { skip }, () => {
  const expected = {
    'a **bo': '<p>a <strong>bo</strong></p>',
    'a **bold*': '<p>a <strong>bold</strong></p>',
    'a **bold** b': '<p>a <strong>bold</strong> b</p>',
    'a *': '<p>a </p>',
    'a *it **bo': '<p>a <em>it <strong>bo</strong></em></p>',
    'a `co': '<p>a <code>co</code></p>',
    'a ``co`d`': '<p>a <code>co`d</code></p>',
    'a ~~go': '<p>a <del>go</del></p>',
    'a [te': '<p>a te</p>',
    'a [te*x*t](http://x': '<p>a te<em>x</em>t</p>',
    'a ![te': '<p>a te</p>',
    'a snake_case': '<p>a snake_case</p>',
    'a[0': '<p>a[0</p>',
    'Words:\n-': '<p>Words:</p>',
    'Words:\n--': '<p>Words:</p>',
    '| a | b |': '',
    '- [ ] a': '<ul><li><input></input>a</li></ul>',
    '```js\na\n``': '{js|a}',
    'Words:\n```j': '<p>Words:</p>',
    '```': '',
    '# He': '<h3>He</h3>',
    '- a **b\n- c **d': '<ul><li>a **b</li><li>c <strong>d</strong></li></ul>',
  }
  for (const [text, tree] of Object.entries(expected)) assert.equal(streamed(text), tree, text)
})

test('what was thought to be a mark is seen when the text ends without its other half', { skip }, () => {
  assert.equal(written('a **bo'), '<p>a **bo</p>')
  assert.equal(written('a [te'), '<p>a [te</p>')
  assert.equal(written('```js\na\n``'), '{js|a\n``}')
})

test('a text that does not go on the last one begins anew', { skip }, () => {
  const markdown = new GrowingMarkdown(lex)
  markdown.update('# a\n\nb', true)
  assert.deepEqual(markdown.update('c\n\nd', true), atOnce('c\n\nd'))
  assert.deepEqual(markdown.update('c\n\nd *e*', false).map(({ tree }) => tree.map(shown).join('')), ['<p>c</p>', '<p>d <em>e</em></p>'])
})

test('what is nested without end, and what marked would take minutes for, is read all the same', { skip }, () => {
  for (const mark of ['>', '> ', '- ', '1. ', '[', '![', '[a](', '[[](', '![a](<', '[a]("', '[a][', '*a **b ', '**a ', '_a ', '`a``b', '<', '<!--', '\\']) {
    const text = mark.repeat(10_000 / mark.length)
    const markdown = new GrowingMarkdown(lex)
    for (let end = 500; end < text.length; end += 500) markdown.update(text.slice(0, end), false)
    assert.ok(markdown.update(text, true).length > 0, mark)
  }
  const list = Array.from({ length: 500 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')
  assert.ok(written(list).length > 0)
})

test('a table of a thousand columns and rows is text', { skip }, () => {
  const text = `${'|a'.repeat(1_000)}|\n${'|-'.repeat(1_000)}|\n${'|b\n'.repeat(1_000)}`
  assert.ok(all(tree(text), 'td').length < 10_000)
})

test('the work for each piece does not grow with what is settled', { skip }, () => {
  const section = i => `## Part ${i}\n\nSome **words** and \`code\`.\n\n- one\n- two\n\n\`\`\`js\nconst a = ${i}\n\`\`\`\n\n`
  let read = 0
  const counting = (text, options) => {
    read += text.length
    return lex(text, options)
  }
  for (const text of [Array.from({ length: 400 }, (_, i) => section(i)).join(''), 'some *words* more\n'.repeat(2_000),
    '- an item\n'.repeat(4_000), `\`\`\`js\n${'code()\n'.repeat(6_000)}`, 'word '.repeat(8_000)]) {
    const markdown = new GrowingMarkdown(counting)
    read = 0
    for (let end = 100; end < text.length; end += 100) markdown.update(text.slice(0, end), false)
    assert.ok(read < text.length / 100 * 4_500, `${read} characters read for ${text.length}`)
  }
})
