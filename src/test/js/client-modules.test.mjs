import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const ROOT = new URL('../../main/webapp/js/', import.meta.url)
const modules = ['./', './connection/'].flatMap(folder => readdirSync(new URL(folder, ROOT))
  .filter(name => name.endsWith('.js')).map(name => `${folder}${name}`))

function forbid(name) {
  Object.defineProperty(globalThis, name, { configurable: true, get() { throw new Error(`${name} was touched`) } })
}

test('the modules of the client can be imported where there is no page', async t => {
  for (const name of ['window', 'document', 'location', 'localStorage']) forbid(name)
  t.after(() => { for (const name of ['window', 'document', 'location', 'localStorage']) delete globalThis[name] })
  assert.ok(modules.length > 10)
  for (const module of modules) await import(`${new URL(module, ROOT).href}?no-page`)
})

test('the modules of the client import one another and nothing of the page', () => {
  for (const module of modules) {
    const imported = [...readFileSync(new URL(module, ROOT), 'utf8').matchAll(/^\s*(?:import|export)\b[^'"]*from\s+['"]([^'"]+)/gm)]
    for (const [, from] of imported) {
      const path = new URL(from, new URL(module, ROOT)).href.slice(ROOT.href.length)
      assert.match(path, /^(connection\/)?[\w-]+\.js$/, `${module} imports ${from}`)
    }
  }
})
