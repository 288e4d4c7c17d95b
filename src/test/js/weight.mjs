import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const ROOT = new URL('../../main/webapp/', import.meta.url)
const IMPORTS = /(?:^|[\s;])(?:import|export)\b[^'"();]*?['"](\.{0,2}\/[^'"]+)['"]|\bimport\(\s*['"](\.{0,2}\/[^'"]+)['"]\s*\)/g

/** `{files, outside, raw, gzip}` of a page: all that a browser fetches for it, itself included; `outside` are files of other libraries. */
export function weightOf(page) {
  const files = new Map()
  const outside = new Set()
  collect(new URL(page, ROOT), files, outside)
  const all = [...files.values()]
  const [raw, gzip] = [text => text.length, text => gzipSync(text).length].map(measure => sum(all, measure))
  return { files: [...files.keys()], outside: [...outside], raw, gzip }
}

function collect(url, files, outside) {
  const name = url.href.slice(ROOT.href.length)
  if (files.has(name)) return
  if (!existsSync(url)) return outside.add(name)
  const content = readFileSync(url)
  files.set(name, content)
  for (const found of referencesOf(name, content.toString())) collect(new URL(found.replace(/^\//, ROOT.href), url), files, outside)
}

function referencesOf(name, text) {
  if (name.endsWith('.html')) return attributesIn(text)
  if (name.endsWith('.js')) return [...text.matchAll(IMPORTS)].map(([, usual, late]) => usual ?? late)
  return []
}

const attributesIn = html => [...html.matchAll(/<(?:script|img)[^>]*\bsrc="([^"]+)"|<link[^>]*\bhref="([^"]+)"|<use href="([^"#]+)/g)]
  .map(([, script, link, picture]) => script ?? link ?? picture)

const sum = (all, measure) => all.reduce((total, each) => total + measure(each), 0)
