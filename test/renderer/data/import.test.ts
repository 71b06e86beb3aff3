import { describe, expect, it } from 'vitest'
import type { PreviewColumn } from '../../../main/contract/api/data.ts'
import type { Role } from '../../../main/contract/experiment.ts'
import { filePattern, isValidName, proposeName } from '../../../renderer/data/import/options.ts'
import { findMissingRole, withRole } from '../../../renderer/data/import/roles.ts'

const column = (name: string, role: Role | null): PreviewColumn => ({
  name,
  role,
  type: 'integer',
  confidence: 'certain',
  reason: '',
  distinct: 1,
  missing: 0,
  minimum: 1,
  maximum: 1,
  histogram: [],
})

describe('roles of columns', () => {
  const columns = [column('u', 'user'), column('i', 'item'), column('r', 'value'), column('x', null)]

  it('keep what the others show when one is changed', () => {
    expect(withRole({}, columns, 3, 'time')).toEqual({ roles: { user: 'u', item: 'i', value: 'r', time: 'x' } })
  })

  it('are taken from the column that had them', () => {
    expect(withRole({ format: 'csv' }, columns, 3, 'item')).toEqual({
      format: 'csv',
      roles: { user: 'u', value: 'r', item: 'x' },
    })
  })

  it('name a column by its number where its name is not its own', () => {
    const twins = [column('a', 'user'), column('a', null)]
    expect(withRole({}, twins, 1, 'item')).toEqual({ roles: { user: 1, item: 2 } })
  })

  it('say which one is missing', () => {
    expect(findMissingRole(columns)).toBeUndefined()
    expect(findMissingRole([column('u', 'user')])).toBe('Say which column holds the item.')
    expect(findMissingRole([column('i', 'item')], ['user'])).toBeUndefined()
    expect(findMissingRole([column('a', 'action'), column('r', 'reward')])).toBeUndefined()
  })
})

describe('names of data sets', () => {
  it('come from the file without its endings', () => {
    expect(proposeName('/data/ml-100k/u.data')).toBe('u')
    expect(proposeName('C:\\logs\\My log (2024).csv.gz')).toBe('My-log-2024')
    expect(proposeName('/uploads/u (2).data')).toBe('u')
    expect(proposeName('用户行为.csv')).toBe('用户行为')
    expect(isValidName(proposeName('/x/...'))).toBe(true)
  })

  it('share remembered options with files that differ by digits only', () => {
    expect(filePattern('/a/log-2024.csv')).toBe(filePattern('/b/log-2025.csv'))
  })
})
