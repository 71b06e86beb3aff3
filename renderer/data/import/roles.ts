import {
  Ban,
  Box,
  ChartNoAxesColumn,
  Clock,
  Dices,
  Gift,
  Hash,
  MousePointerClick,
  Search,
  Tag,
  User,
  Braces,
  type LucideIcon,
} from 'lucide-preact'
import { roles, type ReadingOptions, type Role } from '../../../main/contract/experiment.ts'
import type { PreviewColumn } from '../../../main/contract/api/data.ts'
import { t } from '../../i18n/t.ts'

export const roleIcons: Readonly<Record<Role, LucideIcon>> = {
  user: User,
  item: Box,
  time: Clock,
  value: ChartNoAxesColumn,
  event: Tag,
  query: Search,
  position: Hash,
  action: MousePointerClick,
  propensity: Dices,
  reward: Gift,
  context: Braces,
  ignore: Ban,
}

/** A role in words. */
export function roleWord(role: Role): string {
  switch (role) {
    case 'user':
      return t('User')
    case 'item':
      return t('Item')
    case 'time':
      return t('Time')
    case 'value':
      return t('Value (rating, count)')
    case 'event':
      return t('Kind of event')
    case 'query':
      return t('Query or session')
    case 'position':
      return t('Position')
    case 'action':
      return t('Logged action')
    case 'propensity':
      return t('Propensity')
    case 'reward':
      return t('Reward')
    case 'context':
      return t('Context')
    case 'ignore':
      return t('Not used')
    default:
      return role satisfies never
  }
}

export const roleChoices = () => roles.map((role) => ({ value: role, label: roleWord(role) }))

/** Reading options in which one column has a role: every column keeps the role it shows, and a role has one column. */
export function withRole(
  options: ReadingOptions,
  columns: readonly PreviewColumn[],
  changed: number,
  role: Role,
): ReadingOptions {
  const entries: [Role, string | number][] = []
  columns.forEach((column, index) => {
    const own = index === changed ? role : column.role
    if (!own || own === 'ignore' || (index !== changed && own === role)) return
    entries.push([own, uniqueName(columns, index)])
  })
  return { ...options, roles: Object.fromEntries(entries) }
}

/** The column's name, or its number from 1 where the name is empty or not its own. */
function uniqueName(columns: readonly PreviewColumn[], index: number): string | number {
  const { name } = columns[index]!
  return name === '' || columns.some((other, at) => at !== index && other.name === name) ? index + 1 : name
}

/** What is missing before rows can be imported, as a sentence; undefined when nothing is. */
export function findMissingRole(columns: readonly PreviewColumn[], derived: readonly Role[] = []): string | undefined {
  const has = (role: Role) => derived.includes(role) || columns.some((column) => column.role === role)
  if (has('action') && has('reward')) return undefined
  if (!has('item') && !has('action')) return t('Say which column holds the item.')
  if (!has('user') && !has('query')) return t('Say which column holds the user.')
  return undefined
}
