package pdf

import (
	"math"

	"gongkai/generator/diag"
)

// matrix is a transformation of points: [a b c d e f] (ISO 32000-1, 8.3.4).
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times returns the transformation that does m first and then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// apply returns where a point gets to.
func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// area returns how many times larger things become.
func (m matrix) area() float64 { return math.Abs(m[0]*m[3] - m[1]*m[2]) }

// piece is text that was drawn at once, from one point to another.
type piece struct {
	text       string
	x, y       float64
	endX, endY float64
	size       float64
	hidden     bool // drawn so that nobody sees it, as what was recognised in a scan is
}

// graphics is the state that q keeps and Q brings back.
type graphics struct {
	ctm                  matrix
	font                 *font
	size                 float64
	charSpace, wordSpace float64
	stretch              float64 // horizontal
	leading, rise        float64
	mode                 int
}

// drawing is what draws: a page, a form on it, the look of an annotation.
type drawing struct {
	d         *document
	page      *page
	resources dict
	state     graphics
	saved     []graphics
	text      matrix // of the next letter
	line      matrix // of the line it is in
	operands  []any
	depth     int
	lexer     *lexer
	penX      float64 // where a path has got to
	penY      float64
	strokes   []stroke // of the path that has not been drawn
}

// maxSaved bounds how deep q may go.
const maxSaved = 256

// run reads the operators of a content stream.
func (w *drawing) run(data []byte) {
	if !w.d.spend(len(data)) {
		return
	}
	w.lexer = &lexer{data: data, words: w.d.words}
	w.text, w.line = identity, identity
	for w.d.err == nil {
		v, ok := w.lexer.next()
		if !ok {
			return
		}
		op, is := v.(keyword)
		if !is {
			const most = 512
			if len(w.operands) < most {
				w.operands = append(w.operands, v)
			}
			continue
		}
		w.operator(op)
		w.operands = w.operands[:0]
	}
}

// number returns an operand, counted from the last.
func (w *drawing) number(fromEnd int) float64 {
	if i := len(w.operands) - 1 - fromEnd; i >= 0 {
		f, _ := w.operands[i].(float64)
		return f
	}
	return 0
}

// matrix returns the last six operands.
func (w *drawing) matrix() matrix {
	var m matrix
	for i := range m {
		m[i] = w.number(5 - i)
	}
	return m
}

func (w *drawing) last() any {
	if n := len(w.operands); n > 0 {
		return w.operands[n-1]
	}
	return nil
}

// operator does what an operator says.
func (w *drawing) operator(op keyword) {
	g := &w.state
	switch op {
	case "q":
		if len(w.saved) < maxSaved {
			w.saved = append(w.saved, *g)
		}
	case "Q":
		if n := len(w.saved); n > 0 {
			*g, w.saved = w.saved[n-1], w.saved[:n-1]
		}
	case "cm":
		g.ctm = w.matrix().times(g.ctm)
	case "gs":
		w.externalState()
	case "Do":
		w.object()
	case "BI":
		w.inlineImage()
	case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s":
		w.page.paths++
		w.page.rules.add(w.strokes)
		w.strokes = w.strokes[:0]
	case "n":
		w.strokes = w.strokes[:0] // it bounds what is drawn, and is not seen
	case "m", "l", "re":
		w.path(op)
	case "BDC", "DP":
		w.marked()
	default:
		w.textOperator(op)
	}
}

// textOperator does what an operator about text says.
func (w *drawing) textOperator(op keyword) {
	g := &w.state
	switch op {
	case "BT":
		w.text, w.line = identity, identity
	case "Tf":
		if len(w.operands) >= 2 {
			n, _ := w.operands[len(w.operands)-2].(name)
			g.font, g.size = w.font(n), w.number(0)
		}
	case "Tc":
		g.charSpace = w.number(0)
	case "Tw":
		g.wordSpace = w.number(0)
	case "Tz":
		g.stretch = w.number(0) / 100
	case "TL":
		g.leading = w.number(0)
	case "Ts":
		g.rise = w.number(0)
	case "Tr":
		g.mode = int(w.number(0))
	case "Td":
		w.move(w.number(1), w.number(0))
	case "TD":
		g.leading = -w.number(0)
		w.move(w.number(1), w.number(0))
	case "Tm":
		w.line = w.matrix()
		w.text = w.line
	case "T*":
		w.move(0, -g.leading)
	case "Tj":
		w.show(w.last())
	case "'":
		w.move(0, -g.leading)
		w.show(w.last())
	case `"`:
		g.wordSpace, g.charSpace = w.number(2), w.number(1)
		w.move(0, -g.leading)
		w.show(w.last())
	case "TJ":
		w.showAll()
	}
}

// move begins a line at a distance from the one before.
func (w *drawing) move(x, y float64) {
	w.line = matrix{1, 0, 0, 1, x, y}.times(w.line)
	w.text = w.line
}

// font returns the font of a name. What has no resources is given those of a page, for
// what else should it have been part of.
func (w *drawing) font(n name) *font {
	for _, from := range append([]dict{w.resources}, w.d.known...) {
		if v, ok := w.d.dict(from["Font"])[n]; ok {
			return w.d.fonts.of(v)
		}
		if w.resources["Font"] != nil {
			break
		}
	}
	return nil
}

func (w *drawing) externalState() {
	n, _ := w.last().(name)
	state := w.d.dict(w.d.dict(w.resources["ExtGState"])[n])
	if f := w.d.array(state["Font"]); len(f) == 2 {
		w.state.font = w.d.fonts.of(f[0])
		w.state.size, _ = w.d.get(f[1]).(float64)
	}
}

// showAll draws strings with distances between them, in thousandths of a letter.
func (w *drawing) showAll() {
	list, _ := w.last().(array)
	for _, v := range list {
		switch v := v.(type) {
		case str:
			w.show(v)
		case float64:
			w.advance(-v / 1000 * w.state.size * w.stretch())
		}
	}
}

func (w *drawing) stretch() float64 {
	if w.state.font != nil && w.state.font.vertical {
		return 1
	}
	return w.state.stretch
}

// advance moves on along the line.
func (w *drawing) advance(by float64) {
	if w.state.font != nil && w.state.font.vertical {
		w.text = matrix{1, 0, 0, 1, 0, by}.times(w.text)
		return
	}
	w.text = matrix{1, 0, 0, 1, by, 0}.times(w.text)
}

// show draws a string.
func (w *drawing) show(v any) {
	s, _ := v.(str)
	f := w.state.font
	if len(s) == 0 {
		return
	}
	if f == nil {
		f = w.d.fonts.of(dict{}) // as Latin letters, which is better than nothing
		w.state.font = f
	}
	g := &w.state
	at := w.place()
	p := piece{x: at[4], y: at[5], size: math.Hypot(at[2], at[3]) * math.Abs(g.size), hidden: g.mode == 3 || g.mode == 7}
	var text []byte
	tally := w.page.tally(f)
	for len(s) > 0 {
		glyph, size := f.next(s)
		s = s[size:]
		text = append(text, glyph.text...)
		w.page.count(glyph, tally)
		by := glyph.width*g.size + g.charSpace
		if glyph.blank {
			by += g.wordSpace
		}
		if f.vertical {
			by = -g.size + g.charSpace
		} else {
			by *= g.stretch
		}
		w.advance(by)
	}
	end := w.place()
	p.text, p.endX, p.endY = string(text), end[4], end[5]
	if !w.page.add(p) {
		w.d.miss(TooLarge, w.page.place.Page, diag.Text{ZH: "一页上的文字太多", EN: "too much text on one page"})
	}
}

// place returns where the next letter stands on the page.
func (w *drawing) place() matrix {
	return matrix{1, 0, 0, 1, 0, w.state.rise}.times(w.text).times(w.state.ctm)
}

// path notes the strokes of a path that may be rules of a table.
func (w *drawing) path(op keyword) {
	switch op {
	case "m":
		w.penX, w.penY = w.state.ctm.apply(w.number(1), w.number(0))
	case "l":
		x, y := w.state.ctm.apply(w.number(1), w.number(0))
		w.stroke(w.penX, w.penY, x, y)
		w.penX, w.penY = x, y
	case "re":
		x, y := w.state.ctm.apply(w.number(3), w.number(2))
		x2, y2 := w.state.ctm.apply(w.number(3)+w.number(1), w.number(2)+w.number(0))
		w.stroke(x, y, x, y2)
		w.stroke(x2, y, x2, y2)
		w.stroke(x, y, x2, y)
		w.stroke(x, y2, x2, y2)
	}
}

func (w *drawing) stroke(x, y, x2, y2 float64) {
	if len(w.strokes) < maxRules {
		w.strokes = append(w.strokes, stroke{x, y, x2, y2})
	}
}

// object draws a form or a picture.
func (w *drawing) object() {
	const price = 512 // of looking it up; a page of nothing else must end, too
	if !w.d.spend(price) {
		return
	}
	n, _ := w.last().(name)
	v := w.d.dict(w.resources["XObject"])[n]
	s, ok := w.d.get(v).(*stream)
	if !ok {
		return
	}
	switch w.d.name(s.dict["Subtype"]) {
	case "Image":
		w.image(w.d.number(s.dict["Width"]), w.d.number(s.dict["Height"]))
		w.d.useRef(v)
		w.d.picture(w.page.place, v, s)
	case "Form":
		w.d.useRef(v)
		w.form(s)
	}
}

// form draws a form: operators with resources of their own.
func (w *drawing) form(s *stream) {
	if w.depth >= maxForms || w.d.work < 0 {
		return
	}
	inner := &drawing{d: w.d, page: w.page, resources: w.d.dict(s.dict["Resources"]), state: w.state, depth: w.depth + 1}
	if inner.resources == nil {
		inner.resources = w.resources
	}
	if m, ok := w.d.matrix(s.dict["Matrix"]); ok {
		inner.state.ctm = m.times(w.state.ctm)
	}
	inner.run(w.d.decode(s))
}

// isLegible reports whether a picture is large enough to be read. One of a few pixels is a
// line or a pattern.
func isLegible(width, height int) bool {
	const least = 32
	return width >= least && height >= least
}

// image notes that a picture is drawn.
func (w *drawing) image(width, height int) {
	if isLegible(width, height) {
		w.page.pictures++
		w.page.covered += w.state.ctm.area()
	}
}

// inlineImage passes over a picture among the operators.
func (w *drawing) inlineImage() {
	of := dict{}
	for {
		key, ok := w.lexer.next()
		if !ok || key == keyword("ID") {
			break
		}
		n, is := key.(name)
		if !is {
			continue
		}
		if of[n], ok = w.lexer.next(); !ok {
			break
		}
	}
	pick := func(short, long name) int {
		if n := w.d.number(of[short]); n >= 0 {
			return n
		}
		return w.d.number(of[long])
	}
	width, height := pick("W", "Width"), pick("H", "Height")
	w.image(width, height)
	if isLegible(width, height) {
		w.d.unseen(w.page.place, diag.Text{ZH: "图片写在页面的绘图指令里", EN: "it stands among what draws the page"})
	}
	for w.lexer.at < len(w.lexer.data) { // to EI between spaces
		l := w.lexer
		if l.data[l.at] == 'E' && l.at+1 < len(l.data) && l.data[l.at+1] == 'I' && isSpace(l.data[l.at-1]) &&
			(l.at+2 == len(l.data) || isSpace(l.data[l.at+2])) {
			l.at += 2
			return
		}
		l.at++
	}
}

// marked reads what a piece of a page is said to be: /Span <</ActualText (…)>> BDC.
func (w *drawing) marked() {
	var properties dict
	switch v := w.last().(type) {
	case dict:
		properties = v
	case name:
		properties = w.d.dict(w.d.dict(w.resources["Properties"])[v])
	}
	if len(properties) > 0 {
		w.d.strings(w.page.place, properties, 0)
	}
}
