import { RecbenchError } from '../../contract/errors.ts'
import type { ModelChoice } from '../../contract/experiment.ts'
import type { Configuration } from '../../contract/settings.ts'

/**
 * Models as one flag: `popularity,ease:regularization=250,mlp:layers=64-32`. A list of whole numbers is joined by `-`, candidates of a search by `|`;
 * text with one of the signs `,:=|%` or that looks like a number is written percent-encoded.
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

function parseSetting(setting: string, part: string): [string, ModelChoice['config'][string]] {
  const equals = setting.indexOf('=')
  if (equals < 1)
    throw new RecbenchError('invalid-parameter', `"${setting}" in --models is not a setting.`, {
      where: part,
      remedy: 'Write model:setting=value, for example ease:regularization=250.',
    })
  return [setting.slice(0, equals), parseValue(setting.slice(equals + 1))]
}

function spellValue(value: ModelChoice['config'][string]): string {
  if (typeof value === 'string') return spellText(value)
  if (typeof value !== 'object') return String(value)
  const whole = value.length > 1 && value.every((entry) => Number.isInteger(entry) && entry >= 0 && entry < 1e15)
  return whole ? value.join('-') : value.join('|') + (value.length < 2 ? '|' : '')
}

function parseValue(text: string): ModelChoice['config'][string] {
  if (text.includes('|')) return text.split('|').filter(Boolean).map(Number)
  if (/^\d+(-\d+)+$/.test(text)) return text.split('-').map(Number)
  return parseScalar(text)
}

function parseScalar(text: string): ModelChoice['config'][string] {
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : decodeURIComponent(text)
}

function spellText(text: string): string {
  const encoded = encodeURIComponent(text)
  const ambiguous = typeof parseScalar(encoded) !== 'string' || /^\d+(-\d+)+$/.test(encoded)
  return ambiguous ? encoded.replace(/^./, (first) => `%${first.charCodeAt(0).toString(16)}`) : encoded
}
