import { existsSync, readFileSync } from 'node:fs'

const MODULE = new URL('../../main/webapp/js/markdown/marked.js', import.meta.url)
const PLACE = new URL('../../../target/webjars/', import.meta.url)
const [, address] = /from '(?:\.\.\/)*webjars\/(.*)'/.exec(readFileSync(MODULE, 'utf8'))
const found = new URL(address, PLACE)

/** The library of which the page says where it is; `skip` says how to get it where it is missing. */
export const skip = existsSync(found) ? false : `${address} is not there: mvn test -Dtest=PageModulesTest takes it out of its web jar`
export const marked = skip ? {} : await import(found)
