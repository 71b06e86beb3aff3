import { RecbenchError } from '../../contract/errors.ts'
import type { ModelChoice } from '../../contract/experiment.ts'
import type { Configuration } from '../../contract/settings.ts'

type Setting = ModelChoice['config'][string]
type Candidate = Extract<Setting, readonly unknown[]>[number]

/**
 * Models as one flag: `popularity,ease:regularization=1..1000,mlp:layers=64-32`. A list of whole numbers is joined by `-`, candidates of a search by `|`;
 * a range is `from..to`, logarithmic, or `from..to@linear`. Text with one of the signs `,:=|%@`, or that looks like a number, list or range, is written
 * percent-encoded.
 */
export const spellModels = (models: readonly ModelChoice[]): string =>
  models
    .map(({ id, config }) =>
      [id, ...Object.entries(config).map(([key, value]) => `${key}=${spellValue(value)}`)].join(':'),
    )
    .join(',')

export function parseModels(text: string): ModelChoice[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [id, ...settings] = part.split(':')
      return { id: id!, config: Object.fromEntries(settings.map((setting) => parseSetting(setting, part))) }
    })
}

/** A model as in YAML and notebooks: its name alone, or an object with its settings beside the name. */
export const toShorthand = ({ id, config }: ModelChoice): unknown =>
  Object.keys(config).length === 0 ? id : { id, ...config }

export function fromShorthand(value: unknown): unknown {
  if (typeof value === 'string') return { id: value, config: {} }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const { id, model, config, ...settings } = value as Record<string, unknown>
  return { id: id ?? model, config: { ...(config as Configuration | undefined), ...settings } }
}

function parseSetting(setting: string, part: string): [string, Setting] {
  const equals = setting.indexOf('=')
  if (equals < 1)
    throw new RecbenchError('invalid-parameter', `"${setting}" in --models is not a setting.`, {
      where: part,
      remedy: 'Write model:setting=value, for example ease:regularization=250.',
    })
  return [setting.slice(0, equals), parseValue(setting.slice(equals + 1))]
}

function spellValue(value: Setting): string {
  if (Array.isArray(value)) return isWhole(value) && value.length > 1 ? value.join('-') : spellCandidates(value)
  if (typeof value === 'object') return `${value.from}..${value.to}${value.scale === 'linear' ? '@linear' : ''}`
  return spellScalar(value)
}

const spellCandidates = (values: readonly Candidate[]): string =>
  values.map((entry) => (Array.isArray(entry) ? spellWhole(entry) : spellScalar(entry))).join('|') +
  (values.length < 2 ? '|' : '')

/** A list among candidates; one of a single number ends in a dash, an empty one is a dash. */
const spellWhole = (values: readonly number[]): string => values.join('-') + (values.length < 2 ? '-' : '')

const isWhole = (values: readonly Candidate[]): boolean =>
  values.every((entry) => typeof entry === 'number' && Number.isInteger(entry) && entry >= 0 && entry < 1e15)

const spellScalar = (value: number | string | boolean): string =>
  typeof value === 'string' ? spellText(value) : String(value)

const number = String.raw`-?\d+(?:\.\d+)?(?:e[+-]?\d+)?`
const range = new RegExp(`^(${number})\\.\\.(${number})(?:@(log|linear))?$`)
const wholeList = /^\d+(-\d+)+$/

function parseValue(text: string): Setting {
  const [, from, to, scale] = range.exec(text) ?? []
  if (from !== undefined) return { from: Number(from), to: Number(to), scale: scale === 'linear' ? 'linear' : 'log' }
  if (text.includes('|')) return text.split('|').filter(Boolean).map(parseCandidate)
  if (wholeList.test(text)) return text.split('-').map(Number)
  return parseScalar(text)
}

const parseCandidate = (text: string): Candidate =>
  wholeList.test(text) || /^\d*-$/.test(text) ? text.split('-').filter(Boolean).map(Number) : parseScalar(text)

function parseScalar(text: string): number | string | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : decodeURIComponent(text)
}

function spellText(text: string): string {
  const encoded = encodeURIComponent(text)
  const ambiguous =
    typeof parseScalar(encoded) !== 'string' || wholeList.test(encoded) || range.test(encoded) || /^\d*-$/.test(encoded)
  return ambiguous ? encoded.replace(/^./, (first) => `%${first.charCodeAt(0).toString(16)}`) : encoded
}
