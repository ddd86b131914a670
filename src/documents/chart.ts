/** One line of a chart: its name and one value a day. */
type Series = { name: string; values: readonly number[] }

export type LineChart = {
  /** What the chart shows, for a reader of the picture's file. */
  title: string
  /** YYYY-MM-DD, oldest first. */
  days: readonly string[]
  /** Each gets a panel and a scale of its own, one below the other: a small number is not flattened by a large one. */
  series: readonly Series[]
  dark: boolean
  /** In CSS pixels; texts keep their size, so that a chart drawn for a phone is legible on one. */
  width?: number
}

/** Blue, orange, green of Okabe and Ito (Color Universal Design, 2008), darker on white, lighter on black. */
const light = { lines: ['#0067a3', '#b34a00', '#007a5a'], ink: '#1b2730', soft: '#5a6973', grid: '#e3e9ed' }
const dark = { lines: ['#6bbcf0', '#f0a64a', '#4fcfa5'], ink: '#e9eff3', soft: '#a3b3be', grid: '#2b3a45' }
type Colours = typeof light

const panelHeight = 148
const panelTop = 34
const footHeight = 28
/** Without quotation marks: echarts writes it into an attribute as it is. */
const font = 'system-ui, -apple-system, Roboto, sans-serif'

/** Draws days as an SVG picture without scripts (echarts, on the server; loaded at its first use). */
export async function lineChart(chart: LineChart): Promise<string> {
  const [echarts, { LineChart: Lines }, { GridComponent, TitleComponent }, { SVGRenderer }] =
    await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ])
  echarts.use([Lines, GridComponent, TitleComponent, SVGRenderer])
  const width = chart.width ?? 340
  const height = chart.series.length * panelHeight + footHeight
  const drawing = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  drawing.setOption(optionsOf(chart, chart.dark ? dark : light, width))
  const svg = drawing.renderToSVGString()
  drawing.dispose()
  return svg.replace('>', ` role="img"><title>${escapeXml(chart.title)}</title>`)
}

function optionsOf(chart: LineChart, colours: Colours, width: number) {
  const panels = [...chart.series.keys()]
  const last = panels.length - 1
  return {
    animation: false,
    textStyle: { fontFamily: font, color: colours.ink },
    title: chart.series.map(({ name }, at) => panelTitle(name, at, colours)),
    grid: panels.map((at) => ({
      left: 44,
      right: 14,
      top: at * panelHeight + panelTop,
      height: panelHeight - panelTop - 14,
    })),
    xAxis: panels.map((at) => dayAxis(chart.days, at, { colours, labelled: at === last, width })),
    yAxis: panels.map((at) => countAxis(at, colours)),
    series: chart.series.map(({ name, values }, at) => ({
      type: 'line',
      name,
      data: [...values],
      xAxisIndex: at,
      yAxisIndex: at,
      showSymbol: chart.days.length === 1,
      silent: true,
      emphasis: { disabled: true },
      lineStyle: { width: 2.5, color: lineColour(colours, at) },
      itemStyle: { color: lineColour(colours, at) },
      areaStyle: { color: lineColour(colours, at), opacity: 0.14 },
    })),
  }
}

function panelTitle(name: string, at: number, colours: Colours) {
  const style = { fontSize: 13, fontWeight: 600, color: colours.ink, fontFamily: font }
  return { text: name, left: 0, top: at * panelHeight + 2, padding: 0, textStyle: style }
}

function dayAxis(
  days: readonly string[],
  at: number,
  look: { colours: Colours; labelled: boolean; width: number },
) {
  const every = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor(look.width / 76))))
  return {
    type: 'category',
    gridIndex: at,
    boundaryGap: false,
    data: days.map(dayLabel),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.colours.grid } },
    axisLabel: {
      show: look.labelled,
      color: look.colours.soft,
      fontSize: 12,
      margin: 10,
      interval: (index: number) => (days.length - 1 - index) % every === 0 && index >= every / 3,
      alignMaxLabel: 'right',
    },
  }
}

function countAxis(at: number, colours: Colours) {
  return {
    type: 'value',
    gridIndex: at,
    min: 0,
    minInterval: 1,
    splitNumber: 3,
    axisLabel: { color: colours.soft, fontSize: 12, formatter: (n: number) => compact.format(n) },
    splitLine: { lineStyle: { color: colours.grid } },
  }
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

function dayLabel(day: string): string {
  return shortDay.format(new Date(`${day}T00:00:00Z`))
}

function lineColour(colours: Colours, at: number): string {
  return colours.lines[at % colours.lines.length] ?? colours.ink
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
