import { describe, expect, it } from 'vitest'
import { sameSecret } from '../../src/privacy/compare.ts'
import { deriveKeys } from '../../src/privacy/keys.ts'

const keys = deriveKeys('a secret of at least thirty-two characters')
const others = deriveKeys('another secret of thirty-two characters')

describe('the keys', () => {
  it('find the same person again, and only under the same secret', () => {
    expect(keys.lookup(123456789)).toBe(keys.lookup(123456789))
    expect(keys.lookup(123456789)).not.toBe(keys.lookup(123456788))
    expect(keys.lookup(123456789)).not.toBe(others.lookup(123456789))
    expect(keys.lookup(123456789)).toMatch(/^[0-9a-f]{32}$/)
  })

  it('open what they sealed', () => {
    expect(keys.open(keys.seal('салам', 'owner'), 'owner')).toBe('салам')
  })

  it('seal the same thing differently each time', () => {
    expect(keys.seal('1', 'owner')).not.toBe(keys.seal('1', 'owner'))
  })

  it('do not open a box of another owner, of another secret, or one that was changed', () => {
    const box = keys.seal('салам', 'owner')
    const changed = Buffer.from(box, 'base64')
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    expect(() => keys.open(box, 'somebody')).toThrow()
    expect(() => others.open(box, 'owner')).toThrow()
    expect(() => keys.open(changed.toString('base64'), 'owner')).toThrow()
  })
})

describe('comparing secrets', () => {
  it('tells equal from unequal, also in length', () => {
    expect(sameSecret('abc', 'abc')).toBe(true)
    expect(sameSecret('abc', 'abd')).toBe(false)
    expect(sameSecret('abc', 'abcd')).toBe(false)
  })
})
