import { type Colours, lineColour } from './chart-look.ts'
import type { Layout } from './chart-panels.ts'
import type { Series, SeriesChart, Value } from './chart-series.ts'
import { grouped } from './chart-text.ts'

type SeriesLook = { at: number; colours: Colours; layout: Layout }

/** A series as echarts draws it, with the period before. */
export function seriesOf(chart: SeriesChart, series: Series, look: SeriesLook) {
  const drawn = series.kind === 'bar' ? barsOf(chart, series, look) : linesOf(chart, series, look)
  return series.previous === undefined ? drawn : [...previousOf(series, look), ...drawn]
}

const still = { silent: true, emphasis: { disabled: true } }

/** In front of bars, which would hide it, with an edge of the page's colour; behind a line. */
function previousOf({ previous = [], kind }: Series, { at, colours }: SeriesLook) {
  const line = {
    type: 'line',
    ...still,
    data: previous.map((value) => value ?? null),
    xAxisIndex: at,
    yAxisIndex: at,
    showSymbol: previous.length === 1,
    symbol: 'circle',
    symbolSize: 5,
    itemStyle: { color: colours.before },
    z: kind === 'bar' ? 4 : 1,
    lineStyle: { width: 1.5, color: colours.before },
  }
  if (kind === 'line') return [line]
  return [{ ...line, z: 3, lineStyle: { width: 4.5, color: colours.paper, opacity: 0.85 } }, line]
}

function barsOf({ points, number = grouped }: SeriesChart, { values }: Series, look: SeriesLook) {
  const { at, layout, colours } = look
  const colour = lineColour(colours, at)
  const unsure = { color: faint(colour), borderColor: colour, borderType: [4, 3], borderWidth: 1 }
  return [
    {
      type: 'bar',
      ...still,
      data: points.map(({ provisional }, index) => ({
        value: values[index] ?? null,
        ...(provisional === true ? { itemStyle: unsure } : {}),
      })),
      xAxisIndex: at,
      yAxisIndex: at,
      barWidth: layout.barWidth,
      barMinHeight: 2,
      itemStyle: { color: colour, borderRadius: layout.barWidth > 6 ? [2, 2, 0, 0] : 0 },
      label: {
        show: layout.numbered[at] === true,
        position: 'top',
        distance: 3,
        color: colours.ink,
        fontSize: 12,
        formatter: ({ value }: { value: unknown }) => (typeof value === 'number' ? number(value) : ''),
      },
    },
  ]
}

/** As echarts can tell its opacity apart: paper knows no colour of eight digits. */
function faint(colour: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  return `rgba(${red},${green},${blue},0.45)`
}

/** The way to a provisional point is a line of its own, dashed, its point hollow. */
function linesOf({ points }: SeriesChart, { values }: Series, { at, colours }: SeriesLook) {
  const colour = lineColour(colours, at)
  const sure = points.map(({ provisional }, index) => (provisional === true ? null : (values[index] ?? null)))
  const unsure = points.map((_, index) =>
    [index, index + 1].some((near) => points[near]?.provisional === true) ? (values[index] ?? null) : null,
  )
  const common = { type: 'line', ...still, xAxisIndex: at, yAxisIndex: at, symbol: 'circle', symbolSize: 6 }
  const solid = {
    ...common,
    data: withSymbols(sure, (index) => isAlone(values, index) || isLast(sure, index)),
    lineStyle: { width: 2.5, color: colour, join: 'round' },
    itemStyle: { color: colour },
    areaStyle: { color: colour, opacity: 0.1 },
  }
  if (!points.some(({ provisional }) => provisional === true)) return [solid]
  const dashed = {
    ...common,
    data: withSymbols(unsure, (index) => points[index]?.provisional === true),
    lineStyle: { width: 2, color: colour, type: [4, 4], opacity: 0.75 },
    itemStyle: { color: colours.paper, borderColor: colour, borderWidth: 2 },
    areaStyle: { color: colour, opacity: 0.04 },
  }
  return [solid, dashed]
}

function withSymbols(values: readonly (number | null)[], shown: (index: number) => boolean) {
  return values.map((value, index) => ({ value, symbol: value !== null && shown(index) ? 'circle' : 'none' }))
}

/** A point with nothing on either side would be a line without length. */
function isAlone(values: readonly Value[], index: number): boolean {
  return typeof values[index - 1] !== 'number' && typeof values[index + 1] !== 'number'
}

function isLast(values: readonly Value[], index: number): boolean {
  return values.findLastIndex((value) => typeof value === 'number') === index
}
