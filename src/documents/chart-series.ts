import { seriesOf } from './chart-lines.ts'
import { type Colours, coloursOf, font, hatching, widthWithin } from './chart-look.ts'
import { drawMarks } from './chart-marks.ts'
import { type Layout, layOut, type Panel } from './chart-panels.ts'
import { escapeXml, grouped, widthOf } from './chart-text.ts'
import { tidy } from './chart-tidy.ts'

export type Point = {
  /** In the page's language, as `3 Nov` or `week 45`. */
  label: string
  /** A second line below the label, such as the year. */
  note?: string
  /** Not over yet: drawn lighter and dashed. */
  provisional?: boolean
}
/** null is a number that is kept back, undefined one that was not collected. */
export type Value = number | null | undefined
export type Series = {
  name: string
  /** One a point. */
  values: readonly Value[]
  kind: 'bar' | 'line'
  /** The period before, point by point. */
  previous?: readonly Value[]
}
export type SeriesChart = {
  title: string
  /** Oldest first. */
  points: readonly Point[]
  /** Each gets a panel and a scale of its own, one below the other: a small number is not flattened by a large one. */
  series: readonly Series[]
  /**
   * What happened, as flags. The page says below what each means: a label of up to 3 letters is its number there and
   * stands on the flag; instead of a longer one its place in this list does, from 1.
   */
  notes?: readonly { at: number; until?: number; label: string }[]
  dark: boolean
  /** In CSS pixels, 300 to 1000; texts keep their size, so that a chart drawn for a phone is legible on one. */
  width: number
  /** The key below the chart; what has no word is not explained there. */
  words: { keptBack: string; provisional: string; previous?: string }
  /** A number of the scale and of a bar in the page's language; without it digits in groups of three. */
  number?: (value: number) => string
}

/** Draws periods as an SVG picture without scripts (echarts, on the server; loaded at its first use). */
export async function seriesChart(chart: SeriesChart): Promise<string> {
  const echarts = await load()
  const colours = coloursOf(chart.dark)
  const layout = layOut(chart, widthWithin(chart.width))
  const { width, height } = layout
  const drawing = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  drawing.setOption(optionsOf(chart, layout, colours))
  const svg = drawing.renderToSVGString()
  drawing.dispose()
  const marks = drawMarks(chart, layout, colours)
  return tidy(svg)
    .replace('>', ` role="img"><title>${escapeXml(chart.title)}</title>${hatching(colours)}${marks.behind}`)
    .replace(/<\/svg>\s*$/, `${marks.before}</svg>`)
}

let loaded: Promise<typeof import('echarts/core')> | undefined

function load() {
  loaded ??= loadParts()
  return loaded
}

async function loadParts() {
  const [echarts, { BarChart, LineChart }, { GridComponent, TitleComponent }, { SVGRenderer }] =
    await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ])
  echarts.use([BarChart, LineChart, GridComponent, TitleComponent, SVGRenderer])
  echarts.setPlatformAPI({ measureText: measure })
  return echarts
}

/** Without it echarts takes every Cyrillic letter to be as wide as a Chinese one. */
function measure(text: string, cssFont = ''): { width: number } {
  const size = Number(/(\d+)px/.exec(cssFont)?.[1] ?? 12)
  return { width: widthOf(text, size, /bold|600/.test(cssFont)) }
}

function optionsOf(chart: SeriesChart, layout: Layout, colours: Colours) {
  const { panels, left, right } = layout
  const last = panels.length - 1
  return {
    animation: false,
    textStyle: { fontFamily: font, color: colours.ink },
    title: panels.map(({ lines, top }) => panelTitle(lines, top, colours)),
    grid: panels.map(({ plotTop, plotHeight }) => ({ left, right, top: plotTop, height: plotHeight })),
    xAxis: panels.map((_, at) => pointAxis(chart, at, { layout, colours, labelled: at === last })),
    yAxis: panels.map((panel, at) => countAxis(panel, at, { chart, colours })),
    series: chart.series.flatMap((series, at) => seriesOf(chart, series, { at, colours, layout })),
  }
}

function panelTitle(lines: readonly string[], top: number, colours: Colours) {
  const style = {
    fontSize: 13,
    fontWeight: 'bold' as const,
    color: colours.ink,
    fontFamily: font,
    lineHeight: 17,
  }
  return { text: lines.join('\n'), left: 0, top, padding: 0, textStyle: style }
}

type AxisLook = { layout: Layout; colours: Colours; labelled: boolean }

function pointAxis({ points }: SeriesChart, at: number, { layout, colours, labelled }: AxisLook) {
  return {
    type: 'category',
    gridIndex: at,
    data: points.map((_, index) => layout.labels[index] ?? ''),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.before, width: 1 } },
    axisLabel: {
      show: labelled,
      color: colours.soft,
      fontSize: 12,
      lineHeight: 16,
      margin: 8,
      hideOverlap: false,
      interval: (index: number) => (points.length - 1 - index) % layout.every === 0,
    },
  }
}

function countAxis({ most, whole }: Panel, at: number, look: { chart: SeriesChart; colours: Colours }) {
  const { chart, colours } = look
  const number = chart.number ?? grouped
  return {
    type: 'value',
    gridIndex: at,
    min: 0,
    ...(most > 0 ? {} : { max: 1, interval: 1 / 3 }),
    ...(most > 0 && whole ? { minInterval: 1 } : {}),
    splitNumber: 3,
    axisLabel: {
      show: most >= 0,
      color: colours.soft,
      fontSize: 12,
      formatter: (value: number) => (most <= 0 && value > 0 ? '' : number(value)),
    },
    splitLine: { lineStyle: { color: colours.grid } },
  }
}
