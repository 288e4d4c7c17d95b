import { readdirSync, readFileSync } from 'node:fs'

export const ROOT = new URL('../../main/webapp/js/', import.meta.url)

/** The modules that declare their types beside them. */
export const declared = () => readdirSync(ROOT).filter(name => name.endsWith('.d.ts')).map(name => name.replace(/\.d\.ts$/, ''))

export const declarationOf = name => readFileSync(new URL(`${name}.d.ts`, ROOT), 'utf8').replace(/\/\*[^]*?\*\//g, '')

/** The names of the values, not the types, that a declaration exports. */
export const valuesIn = text => [...text.matchAll(/^export (?:declare )?(?:const|function|class) (\w+)/gm)].map(([, name]) => name)

/** The names of what a class or an interface declares itself, its constructor aside. */
export function membersIn(text, name) {
  const body = new RegExp(`^export (?:class|interface) ${name}\\b[^]*?\\{\\n([^]*?)^\\}`, 'm').exec(text)?.[1]
  return [...body?.matchAll(/^ {2}(?:readonly )?(\w+)(?=[?(:<])/gm) ?? []].map(([, member]) => member)
    .filter((member, index, all) => member !== 'constructor' && all.indexOf(member) === index)
}
