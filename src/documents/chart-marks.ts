import { bar, type Colours, keptBack, lineColour, num, words } from './chart-look.ts'
import { type Flag, type Layout, laneHeight, type Panel, placeKey } from './chart-panels.ts'
import type { Series, SeriesChart } from './chart-series.ts'
import { wrap } from './chart-text.ts'

/** What stands behind and before the drawing of echarts: bands, flags, what is kept back, the key. */
export function drawMarks(chart: SeriesChart, layout: Layout, colours: Colours) {
  return {
    behind: layout.flags.flatMap((flag) => drawNote(flag, layout, colours)).join(''),
    before: [
      ...chart.series.flatMap((series, at) => drawGaps(series, layout.panels[at], { layout, colours })),
      ...(chart.points.length === 0 ? layout.panels.map((panel) => drawEmpty(panel, layout, colours)) : []),
      ...layout.flags.map((flag) => drawFlag(flag, layout, colours)),
      ...drawKey(chart, layout, colours),
    ].join(''),
  }
}

/** A line through every panel, or a band where a note lasts. */
function drawNote({ x, until }: Flag, { panels, band }: Layout, { grid, before }: Colours): string[] {
  return panels.map(({ plotTop, plotHeight }, at) => {
    const top = at === 0 ? plotTop - 6 : plotTop
    const height = plotHeight + plotTop - top
    if (until === undefined || until <= x) {
      return `<path d="M${num(x)} ${num(top)}v${num(height)}" fill="none" stroke="${before}" stroke-dasharray="2 3"/>`
    }
    return bar({ x: x - band / 2, y: top, width: until - x + band, height }, grid, 0)
  })
}

function drawFlag({ says, x, lane }: Flag, { panels }: Layout, { soft, paper }: Colours): string {
  const y = (panels[0]?.plotTop ?? 0) - 15 - lane * laneHeight
  const disc = `<circle cx="${num(x)}" cy="${num(y)}" r="9" fill="${soft}"/>`
  const look = { size: 12, bold: true, anchor: 'middle' as const, fill: paper }
  return `<g class="flag">${disc}${words(says, [x, y + 4.3], look)}</g>`
}

const markHeight = 16

type Look = { layout: Layout; colours: Colours }

/** One a bar, as long as bars can be told apart; else one for all that follow one another. */
function drawGaps({ kind, values }: Series, panel: Panel | undefined, { layout, colours }: Look): string[] {
  if (panel === undefined) return []
  const { left, band, barWidth } = layout
  const y = panel.plotTop + panel.plotHeight - markHeight
  const single = kind === 'bar' && band >= 8
  const runs = single ? gapsOf(values).flatMap(apart) : gapsOf(values)
  return runs.map(({ from, to }) => {
    const wide = single ? barWidth : Math.max(8, (to - from) * band + Math.min(band, 14))
    const middle = left + ((from + to) / 2 + 0.5) * band
    return keptBack({ x: middle - wide / 2, y: y - 0.5, width: wide, height: markHeight }, colours)
  })
}

type Run = { from: number; to: number }

function gapsOf(values: Series['values']): Run[] {
  const runs: Run[] = []
  for (const [at, value] of values.entries()) {
    if (value !== null) continue
    const last = runs.at(-1)
    if (last?.to === at - 1) last.to = at
    else runs.push({ from: at, to: at })
  }
  return runs
}

function apart({ from, to }: Run): Run[] {
  return Array.from({ length: to - from + 1 }, (_, at) => ({ from: from + at, to: from + at }))
}

function drawEmpty(
  { plotTop, plotHeight }: Panel,
  { left, width, right }: Layout,
  { soft }: Colours,
): string {
  const middle = left + (width - left - right) / 2
  return words('—', [middle, plotTop + plotHeight / 2], { anchor: 'middle', fill: soft })
}

function drawKey(chart: SeriesChart, { keyTop, width }: Layout, colours: Colours): string[] {
  return placeKey(chart, width).flatMap(({ kind, text, x, line }) => {
    const y = keyTop + (line - 1) * 22 + 6
    const [shown = ''] = wrap(text, { width: width - 28, size: 12 })
    return [swatch(kind, x, y, colours), words(shown, [x + 26, y + 10], { size: 12, fill: colours.soft })]
  })
}

function swatch(
  kind: 'kept-back' | 'provisional' | 'previous',
  x: number,
  y: number,
  colours: Colours,
): string {
  if (kind === 'kept-back') return keptBack({ x: x + 0.5, y: y - 0.5, width: 18, height: 13 }, colours)
  if (kind === 'previous')
    return `<path d="M${x} ${num(y + 6)}h19" fill="none" stroke="${colours.before}" stroke-width="1.5"/>`
  const colour = lineColour(colours, 0)
  return `<rect x="${x + 0.5}" y="${num(y - 0.5)}" width="18" height="13" fill="${colour}" fill-opacity="0.45" stroke="${colour}" stroke-dasharray="4 3"/>`
}
