/** Where the WAR has it, from the web jar of this version. */
export { Lexer, Tokenizer } from '../../webjars/marked/17.0.1/lib/marked.esm.js'
