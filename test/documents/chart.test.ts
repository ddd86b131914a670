import pdfmake from 'pdfmake'
import { describe, expect, it } from 'vitest'
import { funnelChart } from '../../src/documents/chart-funnel.ts'
import { retentionChart } from '../../src/documents/chart-heat.ts'
import { chartPng } from '../../src/documents/chart-png.ts'
import { rowsChart } from '../../src/documents/chart-rows.ts'
import { type SeriesChart, seriesChart, type Value } from '../../src/documents/chart-series.ts'
import { widthOf, wrap } from '../../src/documents/chart-text.ts'
import { fontFiles } from '../../src/documents/fonts.ts'
import { pageTexts } from './pdf-text.ts'

const nasty = `<script>alert("1")</script> & 'x'`
const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;'
const blue = '#0067a3'
const words = { keptBack: 'Kept back', provisional: 'Not over yet', previous: 'Before' }
const points = (count: number) => Array.from({ length: count }, (_, at) => ({ label: `week ${at + 1}` }))

function bars(values: Value[], over: Partial<SeriesChart> = {}): SeriesChart {
  const series = [{ name: 'Reached', kind: 'bar' as const, values }]
  return { title: 'Reach', points: points(values.length), series, dark: false, width: 500, words, ...over }
}

function line(values: Value[], over: Partial<SeriesChart> = {}): SeriesChart {
  return bars(values, { series: [{ name: 'Shown', kind: 'line', values }], ...over })
}

function count(svg: string, what: RegExp): number {
  return [...svg.matchAll(what)].length
}

const barsIn = (svg: string) => count(svg, new RegExp(`<path [^>]*fill="${blue}"`, 'g'))
const gapsIn = (svg: string) => count(svg, /<rect class="kept-back" [^>]*height="16"/g)
const textsIn = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text)

/** Every chart there is, small. */
const each: Record<string, (title: string, dark: boolean, width: number) => Promise<string> | string> = {
  series: (title, dark, width) => seriesChart(bars([12, null, 30], { title, dark, width })),
  rows: (title, dark, width) => rowsChart({ title, rows: [{ label: title, share: 0.4 }], dark, width }),
  funnel: (title, dark, width) =>
    funnelChart({ title, stages: [{ label: title, share: 1, text: title }], dark, width }),
  retention: (title, dark, width) =>
    retentionChart({ title, columns: [title], rows: [{ label: title, cells: [0.4] }], dark, width }),
}

describe.each(Object.entries(each))('the chart of %s', (_, draw) => {
  it('is a picture that names itself, with every label escaped', async () => {
    const svg = await draw(nasty, false, 1000)
    expect(svg).toMatch(/^<svg [^>]*role="img"/)
    expect(svg).toContain(`<title>${escaped}</title>`)
    expect(svg).not.toContain('<script')
  })

  it('holds no script, no link, no style sheet and no foreign document', async () => {
    const svg = await draw('a', false, 500)
    expect(svg).not.toMatch(/<script|<style|\son\w+=|href=|<foreignObject|javascript:|url\((?!#)/i)
  })

  it('is drawn for light and for dark, from 300 to 1000 pixels', async () => {
    expect(await draw('a', false, 300)).toContain('#1b2730')
    expect(await draw('a', true, 300)).toContain('#e9eff3')
    expect(await draw('a', false, 20)).toMatch(/^<svg [^>]*width="300"/)
    expect(await draw('a', false, 5000)).toMatch(/^<svg [^>]*width="1000"/)
  })

  it('has no texts below 12 pixels', async () => {
    const sizes = [...(await draw('a', false, 300)).matchAll(/font-size[:=]"?(\d+)/g)].map(([, size]) =>
      Number(size),
    )
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12)
  })

  it('becomes a PNG with its words in it', async () => {
    const worded = chartPng(await draw('Жаңы аккаунттар', false, 300))
    expect([...worded.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    expect(Buffer.from(worded).readUInt32BE(16)).toBe(600)
    const wordless = (await draw('Жаңы аккаунттар', false, 300)).replace(/<text [\s\S]*?<\/text>/g, '')
    expect(worded.length).toBeGreaterThan(chartPng(wordless).length * 1.2)
  })

  it('goes into a PDF in the type of the papers', async () => {
    pdfmake.setFonts({ DejaVu: fontFiles })
    pdfmake.setUrlAccessPolicy(() => false)
    const svg = await draw('Аккаунттар', false, 500)
    const pdf = await pdfmake.createPdf({ defaultStyle: { font: 'DejaVu' }, content: [{ svg }] }).getBuffer()
    expect(pageTexts(pdf)[0]).toMatch(/Аккаунттар|week 1/)
  })
})

describe('a chart of periods', () => {
  it('has a bar for each number and its words', async () => {
    const svg = await seriesChart(bars([12, 30, 45]))
    expect(barsIn(svg)).toBe(3)
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['Reached', 'week 1', 'week 3', '12', '30', '45']))
  })

  it('gives each series a panel and a scale of its own', async () => {
    const series = [
      { name: 'Reached', kind: 'bar' as const, values: [1, 2] },
      { name: 'Shown', kind: 'line' as const, values: [40_000, 80_000] },
    ]
    const texts = textsIn(await seriesChart(bars([1, 2], { series })))
    expect(texts).toEqual(expect.arrayContaining(['Reached', 'Shown', '2', '90\u202f000']))
  })

  it('writes numbers as the page does', async () => {
    const number = (value: number) => `${value}.1239`
    expect(textsIn(await seriesChart(bars([40], { number })))).toContain('40.1239')
  })

  it('is the same bytes each time', async () => {
    expect(await seriesChart(bars([12, null, 30]))).toBe(await seriesChart(bars([12, null, 30])))
  })

  it('never shows what is kept back as a zero', async () => {
    const kept = await seriesChart(bars([12, null, 30]))
    const zero = await seriesChart(bars([12, 0, 30]))
    expect([barsIn(kept), gapsIn(kept)]).toEqual([2, 1])
    expect([barsIn(zero), gapsIn(zero)]).toEqual([3, 0])
    expect(textsIn(kept)).toContain('Kept back')
    expect(textsIn(zero)).not.toContain('Kept back')
  })

  it('shows nothing at all of what was not collected', async () => {
    const svg = await seriesChart(bars([undefined, 12, 30]))
    expect([barsIn(svg), gapsIn(svg)]).toEqual([2, 0])
  })

  it('breaks a line where a number is kept back, with one mark for all that follow one another', async () => {
    const svg = await seriesChart(line([5, 6, null, null, 7, 8, null, 9]))
    const drawn = [...svg.matchAll(/<path d="([^"]*)" fill="none"[^>]*stroke="#0067a3"/g)].map(([, d]) => d)
    expect(count(drawn.join(''), /M/g)).toBe(3)
    expect(gapsIn(svg)).toBe(2)
  })

  it('draws the last period lighter and dashed while it is not over', async () => {
    const last = [...points(2), { label: 'week 3', provisional: true }]
    const ofBars = await seriesChart(bars([12, 20, 9], { points: last }))
    expect(ofBars).toMatch(/<path [^>]*fill="rgb\(0,103,163\)" fill-opacity="0.45"[^>]*stroke-dasharray/)
    expect(textsIn(ofBars)).toContain('Not over yet')
    expect(await seriesChart(line([12, 20, 9], { points: last }))).toMatch(
      /<path [^>]*stroke="#0067a3"[^>]*stroke-dasharray/,
    )
    expect(textsIn(await seriesChart(bars([12, 20, 9])))).not.toContain('Not over yet')
  })

  it('draws the period before as a thin grey line, and says so in the key', async () => {
    const series = [{ name: 'Reached', kind: 'line' as const, values: [5, 9], previous: [3, 4] }]
    const svg = await seriesChart(line([5, 9], { series }))
    expect(svg).toMatch(/<path [^>]*stroke="#8b99a3" stroke-width="1.5"/)
    expect(textsIn(svg)).toContain('Before')
  })

  it('numbers what happened, in lanes where flags would cover one another', async () => {
    const notes = [
      { at: 1, label: 'Radio in Osh' },
      { at: 2, until: 3, label: 'Outage' },
      { at: 59, label: '7' },
    ]
    const values = Array.from({ length: 60 }, (_, at) => at)
    const svg = await seriesChart(line(values, { notes, width: 300 }))
    const flags = [...svg.matchAll(/<g class="flag"><circle [^>]*cy="([\d.]+)"[^>]*\/><text [^>]*>([^<]*)</g)]
    expect(flags.map(([, , says]) => says)).toEqual(['1', '2', '7'])
    expect(new Set(flags.map(([, y]) => y)).size).toBe(2)
    expect(svg).not.toContain('Radio')
  })

  it.each([['bar'], ['line']] as const)('draws an honest empty frame of %ss', async (kind) => {
    const frame = (values: Value[]) =>
      seriesChart(bars(values, { series: [{ name: 'Reached', kind, values }] }))
    const empty = await frame([])
    expect(textsIn(empty)).toEqual(['Reached', '—'])
    const kept = await frame([null, null, null])
    expect(textsIn(kept)).not.toContain('0')
    expect(gapsIn(kept)).toBe(kind === 'bar' ? 3 : 1)
    const zeros = await frame([0, 0, 0])
    expect(textsIn(zeros)).toContain('0')
    expect(textsIn(zeros)).not.toContain('1')
    expect(gapsIn(zeros)).toBe(0)
    expect(await seriesChart(bars([], { series: [] }))).toContain('<title>Reach</title>')
  })

  it('labels as many periods as there is room for, the last one always', async () => {
    const long = points(60).map(({ label }) => ({ label: `${label} октября` }))
    const values = long.map((_, at) => at)
    const labels = (texts: (string | undefined)[]) => texts.filter((text) => text?.startsWith('week'))
    const narrow = labels(textsIn(await seriesChart(line(values, { points: long, width: 300 }))))
    const wide = labels(textsIn(await seriesChart(line(values, { points: long, width: 1000 }))))
    expect(narrow.length).toBeLessThan(wide.length)
    expect(narrow.at(-1)).toBe('week 60')
  })

  it('draws one period and sixty', async () => {
    expect(barsIn(await seriesChart(bars([7])))).toBe(1)
    expect(
      barsIn(
        await seriesChart(
          bars(
            Array.from({ length: 60 }, () => 7),
            { width: 300 },
          ),
        ),
      ),
    ).toBe(60)
    expect(count(await seriesChart(line([7])), /<path [^>]*fill="#0067a3"/g)).toBeGreaterThan(0)
  })
})

describe('a chart of rows', () => {
  const rows = [
    { label: 'Кыргызский', share: 0.5 },
    { label: 'Русский', share: 0.25, text: '25 % · 310' },
    { label: 'Other', share: null, text: '<10' },
    { label: 'None', share: 0 },
  ]

  it.each([[300], [880]])('draws bars in proportion and hatches what is kept back at %i pixels', (width) => {
    const svg = rowsChart({ title: 'r', rows, dark: false, width })
    const lengths = [...svg.matchAll(/<rect [^>]*width="([\d.]+)"[^>]*fill="#0067a3"/g)].map(([, w]) =>
      Number(w),
    )
    expect(lengths).toHaveLength(3)
    expect((lengths[0] ?? 0) / (lengths[1] ?? 1)).toBeCloseTo(2, 1)
    expect(lengths[2]).toBe(2)
    expect(count(svg, /class="kept-back"/g)).toBe(1)
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['50%', '25 % · 310', '&lt;10', '0%']))
  })

  it('draws an honest empty frame', () => {
    expect(textsIn(rowsChart({ title: 'r', rows: [], dark: false, width: 300 }))).toEqual(['—'])
    const kept = rowsChart({ title: 'r', rows: [{ label: 'a', share: null }], dark: false, width: 300 })
    expect(kept).not.toContain(`fill="${blue}"`)
  })
})

describe('a funnel', () => {
  it('draws who went on between two stages, but not beside what is kept back', () => {
    const stages = [1, 0.8, 0.3, null].map((share, at) => ({ label: `stage ${at}`, share, text: `t${at}` }))
    const svg = funnelChart({ title: 'f', stages, dark: false, width: 500 })
    expect(count(svg, /<polygon/g)).toBe(2)
    expect(count(svg, /<rect [^>]*fill="#0067a3"/g)).toBe(3)
    expect(count(svg, /class="kept-back"/g)).toBe(1)
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['stage 0', 't3']))
  })

  it('draws an honest empty frame', () => {
    expect(textsIn(funnelChart({ title: 'f', stages: [], dark: true, width: 300 }))).toEqual(['—'])
  })
})

describe('a heat map of who returned', () => {
  const rows = [
    { label: 'June', cells: [0.42, 0.1] },
    { label: 'July', cells: [0, null] },
    { label: 'August', cells: [0.2, undefined] },
  ]
  const svg = retentionChart({ title: 'h', columns: ['D7', 'D30'], rows, dark: false, width: 500 })

  it('writes each share into its cell, hatches what is kept back and leaves empty what is too young', () => {
    expect(textsIn(svg)).toEqual(['D7', 'D30', 'June', '42%', '10%', 'July', '0%', 'August', '20%'])
    expect(count(svg, /class="kept-back"/g)).toBe(1)
  })

  it('gives the highest share the strongest colour, and words that can be read on it', () => {
    expect(svg).toMatch(/<rect [^>]*fill="#0067a3"\/><text [^>]*fill="#ffffff"[^>]*>42%/)
    expect(svg).toMatch(/<rect [^>]*fill="#cfe3f0"\/><text [^>]*fill="#000000"[^>]*>0%/)
  })

  it('draws an honest empty frame', () => {
    expect(
      textsIn(retentionChart({ title: 'h', columns: ['D7'], rows: [], dark: false, width: 300 })),
    ).toEqual(['—'])
  })
})

describe('words of a chart', () => {
  it('are broken where they do not fit, and end with an ellipsis', () => {
    const lines = wrap('Мамлекеттик каттоо кызматынын борбордук башкармалыгы', {
      width: 150,
      size: 12,
      lines: 2,
    })
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/…$/)
    expect(lines.every((line) => widthOf(line, 12) <= 150)).toBe(true)
    expect(wrap('short', { width: 150, size: 12 })).toEqual(['short'])
    expect(wrap('  ', { width: 150, size: 12 })).toEqual([])
  })

  it('lose the characters that no picture may hold', async () => {
    const svg = rowsChart({ title: 'a\u0000b\ud800c', rows: [], dark: false, width: 300 })
    expect(svg).toContain('<title>abc</title>')
    const ofSeries = await seriesChart(bars([1], { points: [{ label: 'x\u0000y' }] }))
    expect(() => chartPng(ofSeries)).not.toThrow()
  })
})
