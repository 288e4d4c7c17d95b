import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PAGE_SIZE } from '../../main/webapp/js/api.js'
import { Finder, placesOf, snippetOf, STRETCHES_MAX, WORDS_MAX } from '../../main/webapp/js/finder.js'

const messages = count => Array.from({ length: count }, (_, index) => ({ id: `m${index}`, content: 'red fish' }))
const finderOf = fetch => new Finder({ fetch, onChange() {} })

/** Answers as the server does: the newest page, oldest first in it, and where to look on. */
const server = all => async query => {
  const left = typeof query === 'string' ? all.slice(0, Number(query)) : all
  return { items: left.slice(-PAGE_SIZE), next: left.length > PAGE_SIZE ? String(left.length - PAGE_SIZE) : undefined }
}

describe('finding', () => {
  test('brings the newest first, page by page, until there is no more', async () => {
    const finder = finderOf(server(messages(PAGE_SIZE + 2)))
    await finder.find('  fish ')
    assert.deepEqual([finder.words, finder.results[0].id, finder.results.length, finder.hasMore], ['fish', `m${PAGE_SIZE + 1}`, PAGE_SIZE, true])
    await finder.more()
    assert.deepEqual([finder.results.at(-1).id, finder.results.length, finder.hasMore, finder.state], ['m0', PAGE_SIZE + 2, false, 'found'])
  })

  test('asks for nothing when no words are given, and for no more words than the server takes', async () => {
    const asked = []
    const finder = finderOf(async ({ q }) => { asked.push(q); return { items: [] } })
    await finder.find('   ')
    await finder.find('x'.repeat(WORDS_MAX + 1))
    assert.deepEqual(asked, ['x'.repeat(WORDS_MAX)])
  })

  test('forgets what comes after other words were given', async () => {
    const answers = {}
    const finder = finderOf(({ q }) => new Promise(resolve => { answers[q] = resolve }))
    const first = finder.find('first')
    const second = finder.find('second')
    answers.second({ items: [{ id: 'b' }] })
    answers.first({ items: [{ id: 'a' }] })
    await Promise.all([first, second])
    assert.deepEqual(finder.results, [{ id: 'b' }])
  })

  test('looks on where a stretch of the session has nothing, but not for ever', async () => {
    let asked = 0
    const finder = finderOf(async () => ({ items: ++asked === 7 ? messages(1) : [], next: '?next' }))
    await finder.find('fish')
    assert.deepEqual([asked, finder.results.length, finder.hasMore, finder.state], [STRETCHES_MAX, 0, true, 'found'])
    await finder.more()
    assert.deepEqual([asked, finder.results.length], [7, 1])
  })

  test('tells why it failed', async () => {
    const finder = finderOf(async () => { throw new Error('No network.') })
    await finder.find('fish')
    assert.deepEqual([finder.state, finder.problem], ['failed', 'No network.'])
  })
})

describe('a snippet', () => {
  test('shows the words as they stand, whatever their case', () => {
    assert.deepEqual(snippetOf('One Fish.', 'fish'), { before: 'One ', match: 'Fish', after: '.' })
  })

  test('is one line around the words, and says where it was cut', () => {
    const { before, match, after } = snippetOf(`${'long '.repeat(100)}\n\nfish${' tail'.repeat(100)}`, 'fish')
    assert.match(before, /^…(long )+$/)
    assert.equal(match, 'fish')
    assert.match(after, /^( tail)+.*…$/)
  })

  test('is the beginning of the text where the words are not in one piece', () => {
    assert.deepEqual(snippetOf('nothing here', 'fish'), { before: '', match: '', after: 'nothing here' })
  })
})

test('words are no pattern', () => {
  assert.deepEqual(placesOf('a.b a+b (x) [y] a-b/c', 'a.b'), [0])
  for (const words of ['(', '[', 'a+b', '\\', 'a-b/c', '{1}', '^', '$', '|', '*', '?']) assert.deepEqual(placesOf(`xx${words}xx`, words), [2])
})
