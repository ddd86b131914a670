import { describe, expect, it } from 'vitest'
import { browserLabel } from '../../src/access/browser.ts'
import { enrol, openDraft, openFactor, sealFactor, stepOfCode } from '../../src/access/factor.ts'
import { needsFactor, roles } from '../../src/access/rights.ts'
import { keys } from '../staff/rig.ts'

/** RFC 6238, appendix B: the secret "12345678901234567890" and its codes (SHA-1), the last six digits of eight. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const vectors = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
] as const

describe('the second factor', () => {
  it.each(vectors)('takes the code of RFC 6238 at second %i', (second, code) => {
    expect(stepOfCode(rfcSecret, code, new Date(second * 1000))).toBe(Math.floor(second / 30))
  })

  it('takes a code one step early or late, as what it is, and none further away', () => {
    const second = 1111111111
    const at = (shift: number) => stepOfCode(rfcSecret, '050471', new Date((second + shift) * 1000))
    const step = Math.floor(second / 30)
    expect([at(-30), at(0), at(30)]).toEqual([step, step, step])
    expect([at(-60), at(60)]).toEqual([undefined, undefined])
  })

  it.each(['', '05047', '0504711', '050 47x', '٠٥٠٤٧١', '-50471', '5e4711'])('refuses %j', (code) => {
    expect(stepOfCode(rfcSecret, code, new Date(1111111111_000))).toBeUndefined()
  })

  it('takes digits with a space, as apps show them', () => {
    expect(stepOfCode(rfcSecret, ' 050 471', new Date(1111111111_000))).toBe(37037037)
  })

  it('opens for nobody but its owner, and a draft not as a factor', () => {
    const { secret, link, sealed } = enrol(keys, { id: 7, name: 'Айгүл "<b>"' })
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(new URL(link).searchParams.get('secret')).toBe(secret)
    expect(openDraft(keys, 7, sealed)).toBe(secret)
    expect(openDraft(keys, 8, sealed)).toBeUndefined()
    expect(openDraft(keys, 7, 'rubbish')).toBeUndefined()
    expect(() => openFactor(keys, 7, sealed)).toThrow()
    expect(() => openFactor(keys, 8, sealFactor(keys, 7, secret))).toThrow()
    expect(enrol(keys, { id: 7, name: 'x' }, sealed).secret).toBe(secret)
    expect(enrol(keys, { id: 8, name: 'x' }, sealed).secret).not.toBe(secret)
  })

  it('is needed by who sends to everybody and who lets others in', () => {
    expect(roles.filter(needsFactor)).toEqual(['broadcaster', 'admin'])
  })
})

describe('the name of a browser', () => {
  it.each([
    [
      'Mozilla/5.0 (Linux; Android 13; Pixel 6) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0',
      'Edge, Windows',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1', 'Safari, iOS'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0', 'Firefox, Linux'],
    ['Mozilla/5.0 (Linux; Android 10) Chrome/110.0 YaBrowser/23.3 Mobile Safari/537.36', 'Yandex, Android'],
    ['<script>alert(1)</script>', ''],
    ['', ''],
  ])('is all that is kept of %s', (userAgent, label) => {
    expect(browserLabel(userAgent)).toBe(label)
  })
})
