import { describe, expect, it } from 'vitest'
import { lineChart } from '../../src/documents/chart.ts'

const days = Array.from({ length: 30 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`)
const chart = {
  title: 'Accounts <reached> & shown',
  days,
  series: [
    { name: 'Reached', values: days.map((_, at) => at) },
    { name: 'Shown', values: days.map((_, at) => at * 400) },
  ],
  dark: false,
}

describe('a line chart', () => {
  it('is a picture with its title and a panel for each series', async () => {
    const svg = await lineChart(chart)
    expect(svg).toMatch(
      /^<svg [^>]*width="340"[^>]*role="img"><title>Accounts &lt;reached&gt; &amp; shown<\/title>/,
    )
    expect(svg).toContain('>Reached</text>')
    expect(svg).toContain('>Shown</text>')
    expect(svg).toContain('>30 Nov</text>')
    expect(svg).toContain('>12K</text>')
  })

  it('holds no script, no link and no foreign document', async () => {
    expect(await lineChart(chart)).not.toMatch(/<script|\son\w+=|href=|<foreignObject|javascript:|url\(http/i)
  })

  it('has no texts below 12 pixels', async () => {
    const sizes = [...(await lineChart(chart)).matchAll(/font-size:(\d+)px/g)].map(([, size]) => Number(size))
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12)
  })

  it('is drawn for light and for dark', async () => {
    expect(await lineChart({ ...chart, dark: true })).toContain('fill="#e9eff3"')
    expect(await lineChart(chart)).toContain('fill="#1b2730"')
  })

  it('can be drawn of one day and of zeros', async () => {
    const one = { ...chart, days: ['2026-11-24'], series: [{ name: 'Reached', values: [0] }] }
    expect(await lineChart(one)).toContain('>24 Nov</text>')
  })
})
