package importer

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// find takes from the text what it says of itself, where GB/T 9704 puts it: over
// the text the issuer in red, the number, the title; under it who signs, and the
// day. Title, number and red head go from the text, for the page shows them above
// it; signature and day stay, for they end the text.
func (d *Document) find(l *losses, name string) {
	d.head(l)
	if d.Meta.Title == "" {
		d.Meta.Title = d.hint
	}
	if d.Meta.Title == "" {
		d.Meta.Title = own(name)
		l.add(untitled, diag.Text{})
	}
	d.foot()
	d.sound()
}

// maxHead is how many paragraphs from the top are looked at: a red head, a
// security mark, the number, a title of several lines.
const maxHead = 12

// head takes what stands over the text.
func (d *Document) head(l *losses) {
	i := d.top
	for seen := 0; i < len(d.blocks) && seen < maxHead; seen++ {
		b := &d.blocks[i]
		line := compact(b.line())
		switch {
		case line == "" || isMarking(line):
			if b.table != nil || b.file != "" {
				return
			}
			if number, _, ok := strings.Cut(line, "签发人"); ok && d.Meta.DocNumber == "" {
				d.Meta.DocNumber = docNumber(number) // the line stays, for who signs
			}
			i++
		case d.Meta.DocNumber == "" && docNumber(line) != "":
			d.Meta.DocNumber = docNumber(line)
			d.remove(i, 1)
		case d.Meta.Title == "" && redHead(line) != "":
			d.Meta.Issuer = redHead(line)
			l.add(redHeads, b.at, quoted(line))
			d.remove(i, 1)
		case d.Meta.Title == "":
			n := d.titleLines(i)
			if n == 0 {
				return
			}
			d.takeTitle(i, n)
		default:
			return
		}
	}
}

func (d *Document) remove(i, n int) { d.blocks = slices.Delete(d.blocks, i, i+n) }

// takeTitle makes paragraphs the title.
func (d *Document) takeTitle(i, n int) {
	title := ""
	for _, b := range d.blocks[i : i+n] {
		line := unspaced(b.line())
		last, _ := utf8.DecodeLastRuneInString(title)
		first, _ := utf8.DecodeRuneInString(line)
		if title != "" && last < 0x2E80 && first < 0x2E80 {
			title += " "
		}
		title += line
	}
	d.Meta.Title = title
	d.remove(i, n)
}

// maxTitle is the longest title, in characters.
const maxTitle = 120

// titleLines returns how many paragraphs from i on are the title, 0 where there
// is none: those in the style of titles, or centered and of one size, or the
// first line of a text without formats if it looks like a title.
func (d *Document) titleLines(i int) int {
	first := &d.blocks[i]
	line := first.line()
	if line == "" || utf8.RuneCountInString(line) > maxTitle || isEnumerated(line) && !first.title {
		return 0
	}
	n := d.wrapped(i)
	alike := func(b *block) bool { return false }
	switch {
	case first.title:
		alike = func(b *block) bool { return b.title }
	case first.heading == 1:
		// A heading of the first level over all others: the title, if it is the
		// only one.
		if d.countHeadings(1) > n && !endsInGenre(line) {
			return 0
		}
	case first.centered:
		alike = func(b *block) bool { return b.centered && b.size == first.size }
	case endsInSentence(line) || utf8.RuneCountInString(line) > 60 && !endsInGenre(line):
		return 0
	case d.hint != "" && endsInGenre(d.hint) && !endsInGenre(line) && n == 1:
		return 0 // the file has a title elsewhere, and this does not look like one
	case isOffice(compact(line)):
		// 某某镇人民政府 in a line of its own, the matter in the next.
		alike = func(b *block) bool { return strings.HasPrefix(compact(b.line()), "关于") }
	}
	for i+n < len(d.blocks) && n < 5 {
		b := &d.blocks[i+n]
		next := compact(b.line())
		if next == "" || !alike(b) || docNumber(next) != "" || !parseDay(next).IsZero() || isEnumerated(next) ||
			endsInGenre(compact(d.blocks[i+n-1].line())) && !isBracketed(next) || endsInSentence(next) {
			break
		}
		n++
	}
	return n
}

// wrapped returns in how many lines a title is set from i on, whatever their formats: the
// last ends as titles do, and none before it does, or has the marks of a sentence. 1 where
// that cannot be told.
func (d *Document) wrapped(i int) int {
	text := ""
	for n := 1; n <= 4 && i+n <= len(d.blocks); n++ {
		b := &d.blocks[i+n-1]
		line := compact(b.line())
		if line == "" || b.right || b.heading != d.blocks[i].heading || utf8.RuneCountInString(line) > maxTitleLine ||
			strings.ContainsAny(line, "，。；：？！") || isEnumerated(line) || docNumber(line) != "" || !parseDay(line).IsZero() {
			break
		}
		text += line
		next := ""
		if i+n < len(d.blocks) {
			next = compact(d.blocks[i+n].line())
		}
		switch {
		case !endsInGenre(line) || strings.HasPrefix(next, "的") && endsInGenre(next):
		case n > 1 && !strings.Contains(text, "关于") && !firmGenre.MatchString(text):
			return 1 // 村务公开, and 二月收支情况 below it
		case stage.MatchString(next):
			return n + 1
		default:
			return n
		}
	}
	return 1
}

// maxTitleLine is the longest line of a title that is set in several, in characters.
const maxTitleLine = 40

// firmGenre matches the end of what can only be the title of a document, stage what stands
// below a title in a line of its own.
var (
	firmGenre = regexp.MustCompile(`(?:通知|通告|公告|公示|公报|意见|决定|决议|通报|报告|请示|批复|函|纪要|办法|规定|细则|规则|条例|方案|计划|规划|预案)(?:[（(][^（）()]{1,12}[）)])?$`)
	stage     = regexp.MustCompile(`^[（(](?:试行|暂行|草案|初稿|修订|讨论稿|送审稿|征求意见稿|公开征求意见稿|\d{4}年(?:修订|修正|版|本))[）)]$`)
)

func (d *Document) countHeadings(level int) int {
	n := 0
	for i := range d.blocks {
		if d.blocks[i].heading == level {
			n++
		}
	}
	return n
}

// foot takes the day and the issuer from the end of the text. What is attached
// may follow, with days of its own: the first day that somebody signs counts.
func (d *Document) foot() {
	last := -1
	for i := range d.blocks {
		day := parseDay(compact(d.blocks[i].line()))
		if day.IsZero() {
			continue
		}
		signers := d.signers(i)
		if len(signers) > 0 {
			d.Meta.Written = day
			if d.Meta.Issuer == "" {
				d.Meta.Issuer = strings.Join(signers, "、")
			}
			return
		}
		if i == 0 || i >= len(d.blocks)-10 || d.blocks[i].right {
			last = i
		}
	}
	if last >= 0 {
		d.Meta.Written = parseDay(compact(d.blocks[last].line()))
	}
}

// signers returns the offices named in the lines straight above the day, at most
// five.
func (d *Document) signers(day int) []string {
	const most = 5
	var names []string
	for i := day - 1; i >= 0 && len(names) < most; i-- {
		line := d.blocks[i].line()
		if seal.MatchString(compact(line)) {
			continue
		}
		here := offices(line)
		if len(here) == 0 {
			break
		}
		names = append(here, names...)
	}
	return names
}

// seal matches what stands for the seal, in a line of its own.
var seal = regexp.MustCompile(`^[（(][印公]章[）)]$`)

// offices returns the offices that a line names and nothing else: one, also set
// wide, or several with blanks between them.
func offices(line string) []string {
	fields := strings.Fields(line)
	if len(fields) > 1 && !slices.ContainsFunc(fields, func(f string) bool { return !isOffice(f) }) {
		return fields
	}
	if c := compact(line); isOffice(c) {
		return []string{c}
	}
	return nil
}

// sound drops what front matter would refuse: it is in the text all the same, or
// was no number after all.
func (d *Document) sound() {
	m := page.Meta{Path: "notices/2000/0001.md", Category: "notices", Title: d.Meta.Title, Date: page.NewDate(2000, time.January, 1), Draft: true}
	m.DocNumber, m.Issuer = d.Meta.DocNumber, d.Meta.Issuer
	if _, found := page.Parse(m.Path, page.Template(m)); !diag.HasErrors(found) {
		return
	}
	d.Meta.DocNumber, d.Meta.Issuer = "", ""
	d.Meta.Title = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, d.Meta.Title)), " ")
}

// compact returns a line without blanks.
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// unspaced takes out the blanks by which words are set wide: 的通　知.
func unspaced(s string) string {
	var b strings.Builder
	last := ""
	for field := range strings.FieldsSeq(s) {
		if last != "" && !(isHan(last) || isHan(field)) {
			b.WriteByte(' ')
		}
		b.WriteString(field)
		last = field
	}
	return b.String()
}

// isHan reports whether a text is a single Chinese character.
func isHan(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size == len(s) && unicode.Is(unicode.Han, r)
}

// marking matches what stands in the corner above a document: the number of the
// copy, secrecy, urgency.
var marking = regexp.MustCompile(`^(?:\d{6}|(?:绝密|机密|秘密)(?:[★*].{0,6})?|特急|加急|特提|平急|内部资料.{0,8}|附件\d{0,2}[:：]?|.{0,40}签发人[:：].{0,20})$`)

func isMarking(line string) bool { return marking.MatchString(line) }

// numberForm matches a document number with any brackets; orderNumber that of an
// order or a bulletin.
var (
	numberForm  = regexp.MustCompile(`^(\p{Han}{1,20})[〔\[［(（【〖﹝]((?:19|20)\d{2})[〕\]］)）】〗﹞]第?0*([1-9]\d{0,4})号$`)
	orderNumber = regexp.MustCompile(`^第[1-9]\d{0,3}号$`)
)

// docNumber returns the document number that a line is, "" for another line.
func docNumber(line string) string {
	if m := numberForm.FindStringSubmatch(line); m != nil {
		return m[1] + "〔" + m[2] + "〕" + m[3] + "号"
	}
	if orderNumber.MatchString(line) {
		return line
	}
	return ""
}

// redHead returns the office in a line such as 某某镇人民政府文件, "" for another
// line.
func redHead(line string) string {
	name, ok := strings.CutSuffix(line, "文件")
	if !ok || !isOffice(name) {
		return ""
	}
	return name
}

// office matches the name of an office.
var office = regexp.MustCompile(`^[\p{Han}（）()]{1,40}(?:政府|委员会|委|办公室|办|局|厅|署|院|所|中心|站|大队|中队|处|科|部|村|社区|街道|公司|学校|小学|中学|领导小组|指挥部|联席会议|联合会|协会|工会|妇联|团委|法院|检察院|人大|政协|主席团|银行|集团|医院)$`)

func isOffice(line string) bool { return office.MatchString(line) }

// genre matches the words in which titles end, with a remark such as （试行）.
var genre = regexp.MustCompile(`(?:通知|通告|公告|公示|公报|意见|决定|决议|命令|令|通报|报告|请示|批复|议案|函|纪要|办法|规定|细则|规则|条例|方案|计划|规划|预案|总结|要点|制度|章程|指南|清单|名单|目录|须知|说明|简介|声明|启事|情况|结果|解释|答复|解读|讲话|表|书|信)(?:[（(][^（）()]{1,12}[）)])?$`)

func endsInGenre(line string) bool { return genre.MatchString(line) }

// bracketed matches a line all of which stands in brackets: （此件公开发布）, but not
// （一）其他事项（略）.
var bracketed = regexp.MustCompile(`^[（(][^（）()]+[）)]$`)

func isBracketed(line string) bool { return bracketed.MatchString(line) }

// endsInSentence reports whether a line ends as a sentence does, or calls
// somebody: it is no title.
func endsInSentence(line string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(line))
	return strings.ContainsRune("。；：，、！？;:,.!?…", r)
}

// day matches a date that is a line by itself.
var day = regexp.MustCompile(`^([12]\d{3}|[一二三四五六七八九〇○Ｏ零O]{4})年(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})日$`)

// parseDay reads a date in digits or in characters, the zero date where a line
// is none.
func parseDay(line string) page.Date {
	m := day.FindStringSubmatch(line)
	if m == nil {
		return page.Date{}
	}
	year, month, date := yearOf(m[1]), numberOf(m[2]), numberOf(m[3])
	made := page.NewDate(year, time.Month(month), date)
	// The day must exist: 2月30日 would be another.
	if month < 1 || month > 12 || year < 1949 || made != page.NewDate(made.Year(), time.Month(month), date) || date > 31 {
		return page.Date{}
	}
	if _, err := page.ParseDate(made.DayString()); err != nil || !strings.HasSuffix(made.DayString(), two(month)+"-"+two(date)) {
		return page.Date{}
	}
	return made
}

func two(n int) string {
	if n < 10 {
		return "0" + decimal(n)
	}
	return decimal(n)
}

// characters are the digits as characters.
const characters = "〇一二三四五六七八九"

// yearOf reads a year digit by digit.
func yearOf(s string) int {
	n := 0
	for _, r := range s {
		n = 10*n + digit(r)
	}
	return n
}

func digit(r rune) int {
	if '0' <= r && r <= '9' {
		return int(r - '0')
	}
	if i := strings.IndexRune(characters, r); i >= 0 {
		return i / len("一")
	}
	return 0 // the forms of zero
}

// numberOf reads a number below a hundred: 12, 十二, 三十一.
func numberOf(s string) int {
	tens, ones, ok := strings.Cut(s, "十")
	if !ok {
		return yearOf(s)
	}
	n := 10
	if tens != "" {
		n = 10 * yearOf(tens)
	}
	return n + yearOf(ones)
}
