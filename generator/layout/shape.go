package layout

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"
	"sync/atomic"

	"gongkai/generator/asset"
)

// Shapes.
//
// What a compiled layout writes is nearly always minimal already, and
// [asset.Minified] can prove it, in 4 µs a document: more than writing it takes.
// But what the proof looks at is the same on page after page. The text of the
// template never changes, so two pages can differ only in the way that was taken
// through it, and in the values.
//
// The way is kept in a hash, the shape: every branch feeds in whether it was
// taken, every loop whether it goes on, every value whether it is empty. A value
// is looked through when it is written. It is tame if Minified cannot tell it
// from another tame one in its place:
//
//   - It neither begins nor ends with a blank and has no two in a row, and no
//     other white space. So Minified, which compares each blank with the byte
//     after it and the last of a text with the tag after it, sees blanks of the
//     template only, each with something that is none beside it.
//   - It has no & and no <, in an attribute no quote of either sort.
//   - In an attribute, what [asset.Regards] names is in the shape, or the value
//     is not tame: see regard.
//
// The template must not play into a value either. A text of it that breaks off
// inside what may become a character reference ("R&amp;" before "D") is as
// good as a value that is not tame, and so is one in an attribute of which the
// template does not show the name right before the value.
//
// Hence: where all values are tame, and all were on another page of the same
// shape, Minified finds the same on both. Once it has said yes, it need not be
// asked again. It is asked about all else, and a page that is not minimal is
// never remembered. The body of a document is no part of this: what stands
// before it and behind it is looked at apart, as bodyBetweenTags says. Without
// shapes a build of 10,000 documents takes 8 % more processor time.
//
// A list of twenty documents, some repealed, some with a summary, has a
// million ways through it. So a loop whose rounds each begin with the start tag
// of a block and end with the end tag of one does not feed the ways of its
// rounds into the shape of the page. Between two such tags Minified is always
// in the same state (no blank is pending, the next would be dropped), so a round
// is accepted or not by itself, after whatever else: it has a shape of its own,
// and is remembered by itself. All of that does not hold in a pre element;
// where a layout has one, its loops are like anything else.
//
// Two shapes are confused with a chance of one in 2⁶³ for each pair. A site of a
// million pages that fills its memory of shapes meets that once in some hundred
// million builds, and what it has then is a page with a blank too many.

// proof is what an execution finds out about its shape.
type proof struct {
	shape uint64
	// wild says that some value was not tame.
	wild bool
	// proven are the known shapes of the layout, fresh those of rounds of
	// loops that are not among them.
	proven *shapes
	fresh  []uint64
}

// roundSeed is where the shapes of rounds begin, after which the loop is fed in;
// those of pages begin with 0. So the two are never the same by their making.
const roundSeed = 0x8ebc6af09c88c6e3

// decide feeds a decision into the shape: the two halves of a long product,
// as in wyhash.
func (p *proof) decide(x uint64) {
	high, low := bits.Mul64(p.shape^0xa0761d6478bd642f, x^0xe7037ed1a0b428db)
	p.shape = high ^ low
}

// decideText feeds a whole text into the shape.
func (p *proof) decideText(b []byte) {
	p.decide(uint64(len(b)))
	for ; len(b) >= 8; b = b[8:] {
		p.decide(binary.LittleEndian.Uint64(b))
	}
	var last [8]byte
	copy(last[:], b)
	p.decide(binary.LittleEndian.Uint64(last[:]))
}

// taken feeds in which way a branch went.
func (p *proof) taken(yes bool) {
	if yes {
		p.decide(1)
	} else {
		p.decide(2)
	}
}

// round ends a round of a loop that has a shape of its own.
func (p *proof) round() {
	if !p.wild && !p.proven.has(p.shape) {
		p.fresh = append(p.fresh, p.shape)
	}
}

// known reports whether the whole shape was proven before.
func (p *proof) known() bool { return !p.wild && len(p.fresh) == 0 && p.proven.has(p.shape) }

// remember keeps the shape, which was proven just now.
func (p *proof) remember() {
	if p.wild {
		return
	}
	p.proven.add(p.shape)
	for _, shape := range p.fresh {
		p.proven.add(shape)
	}
}

// regard feeds into the shape what matters in a value of an attribute, beyond
// what makes any value tame.
func (p *proof) regard(what asset.Regard, value []byte) {
	p.taken(len(value) > 0)
	if len(value) == 0 {
		return
	}
	switch what {
	case asset.RegardScheme:
		p.regardScheme(value)
	case asset.RegardContent:
		// The name beside it may be "keywords" or "viewport".
		p.wild = p.wild || bytes.Contains(value, []byte(", ")) || value[len(value)-1] == ',' ||
			len(value) <= len(asset.Viewport) && strings.Contains(asset.Viewport, string(value))
	case asset.RegardWhole:
		p.decideText(value)
	}
}

// regardScheme: most addresses have no capital and no colon in the five bytes
// that count, or begin with http:, and then it does not matter which they are,
// wherever in the attribute they stand. Of others these bytes are fed in, with
// a sixth to tell whether there are more.
func (p *proof) regardScheme(value []byte) {
	plain := len(value) >= 5
	for _, c := range value[:min(len(value), 5)] {
		plain = plain && c != ':' && (c < 'A' || 'Z' < c)
	}
	if plain || bytes.HasPrefix(value, []byte("http:")) {
		p.decide(0)
		return
	}
	p.decideText(value[:min(len(value), 6)])
}

// shapes is the memory of a layout for shapes that are proven: a hash table that
// only grows, and stops growing: a site of 10,000 documents has some twenty
// shapes in all, and what finds no room here is asked anew each time. Workers share it without
// locks: an entry means what it means alone, so it does not matter when it is
// seen.
type shapes [1024]atomic.Uint64

// tries is how many places a shape may be kept in.
const tries = 8

// has reports whether a shape was added.
func (t *shapes) has(shape uint64) bool {
	shape |= 1 // 0 is an empty place
	for i := range uint64(tries) {
		switch t[(shape>>32+i)%uint64(len(t))].Load() {
		case shape:
			return true
		case 0:
			return false
		}
	}
	return false
}

// add adds a shape if there is room for it.
func (t *shapes) add(shape uint64) {
	shape |= 1
	for i := range uint64(tries) {
		place := &t[(shape>>32+i)%uint64(len(t))]
		if place.CompareAndSwap(0, shape) || place.Load() == shape {
			return
		}
	}
}

// attributeBefore returns the name of the attribute in whose value a template's
// text breaks off, "" where the text does not show it. The text is known to
// break off in the value of some attribute; if that has single quotes, what is
// returned does not matter, as Minified never accepts these.
func attributeBefore(text string) string {
	quote := strings.LastIndexByte(text, '"')
	if quote < 0 {
		return ""
	}
	head, ok := strings.CutSuffix(text[:quote], "=")
	name := head[strings.LastIndexByte(head, ' ')+1:]
	if !ok || len(name) == len(head) || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return ""
	}
	return name
}

// opensReference reports whether text ends in what may become a part of a
// character reference, or is one whose meaning depends on the byte after it.
func opensReference(text string) bool {
	return strings.ContainsRune(text[max(0, len(text)-len("&amp;")):], '&')
}

// isRound reports whether the body of a loop begins with the start tag of a
// block and ends with the end tag of one, in whatever round.
func isRound(first, last string) bool {
	begins, ends := false, false
	for _, name := range []string{"li", "tr", "section", "div", "p"} {
		begins = begins || strings.HasPrefix(first, "<"+name+">") || strings.HasPrefix(first, "<"+name+" ")
		ends = ends || strings.HasSuffix(last, "</"+name+">")
	}
	return begins && ends
}
