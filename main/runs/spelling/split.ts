import { RecbenchError } from '../../contract/errors.ts'
import { readSetting, type Settings } from '../../contract/settings.ts'
import { describeSplit, splitKinds, splitSettings, type SplitKind } from '../../contract/splits.ts'

/**
 * Reads `kind:amount,setting=value`, such as `kfold:5`, `kfold:5,over=users`, `strong:0.1,foldIn=0.5` or `loo`. The amount is the first setting of the kind; values
 * are checked with the experiment.
 */
export function parseSplit(text: string): Record<string, unknown> {
  const [head = '', ...options] = text.split(',').map((part) => part.trim())
  const [kind = '', amount, ...more] = head.split(':')
  const settings: Settings | undefined = Object.hasOwn(splitSettings, kind)
    ? splitSettings[kind as SplitKind]
    : undefined
  const [first] = Object.keys(settings ?? {})
  if (!settings || more.length > 0 || (amount !== undefined && first === undefined))
    throw new RecbenchError('invalid-parameter', `There is no split "${text}".`, {
      remedy: `Choose one of ${splitKinds.map((each) => describeSplit({ kind: each })).join(', ')}; settings follow as ,name=value.`,
    })
  const pairs = options.map((option): [string, unknown] => {
    const [name = '', value, ...rest] = option.split('=')
    if (value === undefined || rest.length > 0 || !Object.hasOwn(settings, name))
      throw new RecbenchError('invalid-parameter', `"${option}" is not a setting of the split ${kind}.`, {
        remedy: `Write name=value; the split ${kind} has ${Object.keys(settings).join(', ') || 'no settings'}.`,
      })
    return [name, readSetting(settings[name]!, value)]
  })
  const amounts: [string, unknown][] =
    amount === undefined || first === undefined ? [] : [[first, readSetting(settings[first]!, amount)]]
  return { kind, ...Object.fromEntries([...amounts, ...pairs]) }
}
