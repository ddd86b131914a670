import type { Paper } from '../../src/content/paper.ts'

/** Letters of the region that a poor font has not, and both marks of Uzbek. */
export const letters = 'ӣ ӯ ҷ ҳ қ ғ ө ү ң ұ ә һ і ʻ ʼ Ӣ Ӯ Ҷ Ҳ Қ Ғ Ө Ү Ң Ұ Ә Һ І Ў ў ё «»'

/** A paper with every kind of block. */
export const form: Paper = {
  name: 'complaint',
  language: 'ru',
  size: 'A4',
  title: 'Заявление о невыплате',
  blocks: [
    { as: 'note', html: 'Заполните <b>печатными буквами</b>.' },
    { as: 'blank', html: 'Кому', lines: 2 },
    { as: 'blank', html: 'Имя', lines: 1 },
    { as: 'heading', html: 'Что случилось' },
    {
      as: 'text',
      html: 'Прошу помочь: <b>зарплата</b>, <i>срок</i>, <u>важно</u>, <code>XO-1l0O</code>, <a href="https://мвд.рф">мвд.рф</a>, A &amp; B, 1 &lt; 2.',
    },
    { as: 'box', html: 'Опишите: кто, где, когда', lines: 5 },
    { as: 'tick', html: 'Копия паспорта' },
    {
      as: 'dates',
      rows: [
        { day: '24.11.2026', html: 'Въезд' },
        { day: '09.12.2026', html: '<b>Последний день</b>' },
      ],
    },
    { as: 'code', link: 'https://t.me/sapar_test_bot?start=share-reg', html: `Откройте\n${letters}` },
  ],
  foot: 'Проверено: 24.11.2026',
}

/** A paper of so many paragraphs. */
export function longPaper(paragraphs: number): Paper {
  const text = 'Встаньте на учёт в первую неделю и не ждите последнего дня: сроки жалоб короткие. '
  return {
    ...form,
    blocks: Array.from({ length: paragraphs }, (_, at) => ({ as: 'text', html: `${at} ${text.repeat(4)}` })),
  }
}
