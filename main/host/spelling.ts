/** What shells need to read an experiment from words. */
export { experimentFlags, experimentFromFlags, type FlagValues } from '../runs/spelling/flags.ts'
export { complete, parseSpelling, spell } from '../runs/spelling/index.ts'
