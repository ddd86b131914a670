// biome-ignore-all lint: the oldest phones that open this file know ECMAScript 5 only
;(function () {
  var pages = document.querySelectorAll('.page')
  var cards = document.querySelectorAll('.card.words')
  var field = document.getElementById('search')
  var found = document.getElementById('found')
  var none = document.getElementById('none')
  var most = 30
  var index = []

  // Letters of the region as people type them on a phone without them; apostrophes of Uzbek fall away.
  var folds = {
    ө: 'о',
    ү: 'у',
    ұ: 'у',
    ў: 'у',
    ӯ: 'у',
    ң: 'н',
    қ: 'к',
    ғ: 'г',
    ҳ: 'х',
    һ: 'х',
    ә: 'а',
    і: 'и',
    ӣ: 'и',
    й: 'и',
    ё: 'е',
    ҷ: 'ч',
    ъ: '',
    ʻ: '',
    ʼ: '',
    '‘': '',
    '’': '',
    "'": '',
    '`': '',
  }
  // In Tajik ҷ is typed as ч by some and as ж by others.
  if (document.documentElement.lang === 'tg') folds['ж'] = 'ч'

  function fold(text) {
    var small = text.toLowerCase()
    var out = ''
    var letter
    var at
    if (small.normalize) small = small.normalize('NFC')
    for (at = 0; at < small.length; at++) {
      letter = small.charAt(at)
      out += Object.prototype.hasOwnProperty.call(folds, letter) ? folds[letter] : letter
    }
    return out
  }

  function pageOf(element) {
    while (element && element !== document.body) {
      if (/(^| )page( |$)/.test(element.className)) return element
      element = element.parentNode
    }
    return null
  }

  function open(id) {
    var target = id === '' ? null : document.getElementById(id)
    var page = pageOf(target) || pages[0]
    var at
    for (at = 0; at < pages.length; at++) pages[at].className = pages[at] === page ? 'page open' : 'page'
    return target
  }

  function openHash() {
    var target = open(decodeURIComponent(location.hash.slice(1)))
    if (target) target.scrollIntoView()
    else window.scrollTo(0, 0)
  }

  function matches(words, entry) {
    var at
    for (at = 0; at < words.length; at++) if (entry.text.indexOf(words[at]) < 0) return false
    return true
  }

  // What is in the topic's name comes first, then what is in the card's title.
  function rank(words, entry) {
    if (entry.topic.indexOf(words[0]) >= 0) return 0
    return entry.title.indexOf(words[0]) >= 0 ? 1 : 2
  }

  // What a card says, without the buttons below it.
  function said(card) {
    var text = ''
    var part
    for (part = card.firstChild; part; part = part.nextSibling) {
      if (part.className !== 'ways') text += ' ' + part.textContent
    }
    return text
  }

  function addResult(entry) {
    var item = document.createElement('li')
    var link = document.createElement('a')
    link.href = '#' + entry.id
    link.appendChild(document.createTextNode(entry.shown))
    item.appendChild(link)
    found.appendChild(item)
  }

  function search() {
    var words = fold(field.value)
      .split(/\s+/)
      .filter(function (word) {
        return word !== ''
      })
    var hits = []
    var at
    var place
    found.innerHTML = ''
    none.className = 'closed'
    if (words.length === 0 || words.join('').length < 2) return
    if (index.length === 0) readCards()
    field.parentNode.scrollIntoView()
    for (place = 0; place < 3; place++) {
      for (at = 0; at < index.length; at++) {
        if (rank(words, index[at]) === place && matches(words, index[at])) hits.push(index[at])
      }
    }
    for (at = 0; at < hits.length && at < most; at++) addResult(hits[at])
    if (hits.length === 0) none.className = ''
  }

  function readCards() {
    var at
    var shown
    var topic
    for (at = 0; at < cards.length; at++) {
      shown = cards[at].getElementsByTagName('h3')[0].textContent
      topic = cards[at].parentNode.getElementsByTagName('h2')[0].textContent
      index.push({
        id: cards[at].id,
        shown: shown === topic ? shown : topic + ' – ' + shown,
        topic: fold(topic),
        title: fold(shown),
        text: fold(topic + said(cards[at])),
      })
    }
  }

  document.documentElement.className = 'has-script'
  document.addEventListener('click', function (event) {
    var link = event.target
    while (link && link.nodeName !== 'A') link = link.parentNode
    var href = link && link.getAttribute('href')
    if (!href || href.charAt(0) !== '#') return
    // Opened before the browser scrolls to it; a second tap on the same link changes no address.
    if (href === location.hash) openHash()
    else open(href.slice(1))
  })
  window.addEventListener('hashchange', openHash)
  field.addEventListener('input', search)
  openHash()
})()
