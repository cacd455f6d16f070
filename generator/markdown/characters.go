package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
	"gongkai/generator/unseen"
)

// characters reports what a reader cannot see, or sees as a box or a question mark:
// characters of no width, private ones that only the computer of their author can
// show, and the one that stands for what a conversion has lost. All of them begin
// with one of a few bytes, which are looked for many at a time.
func (j *notes) characters() {
	slices.Sort(j.mended)
	body := j.src.Body
	for at := bytes.IndexByte(body, '('); at >= 0; {
		j.brackets(at)
		next := bytes.IndexByte(body[at+1:], '(')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	for at := 0; ; at += len(filler) { // its first byte is that of every 。
		i := bytes.Index(body[at:], []byte(filler))
		if i < 0 {
			break
		}
		at += i
		j.character(at)
	}
	for _, lead := range []byte{0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xEE, 0xEF, 0xF3, 0xF4} {
		for at := 0; ; {
			i := bytes.IndexByte(body[at:], lead)
			if i < 0 {
				break
			}
			if at += i; lead == 0xEF && prose.ByteAt(body, at+1)|1 == 0xBD { // ， ： （, as nearly all
				if next := prose.ByteAt(body, at+len("：")); next == '/' || next == '[' {
					j.wideMark(at)
				}
				if prose.ByteAt(body, at+2) == "（"[2] {
					j.brackets(at)
				}
				at += len("，")
				continue
			}
			at = j.character(at)
		}
	}
}

// filler is the one character that nobody sees whose first byte many others have.
const filler = "\u3164"

// character looks at the character at an offset, and returns where it ends.
func (j *notes) character(at int) (end int) {
	body := j.src.Body
	r, n := utf8.DecodeRune(body[at:])
	var rule *diag.Rule
	switch {
	case r == utf8.RuneError:
		rule = ruleLostCharacter
	case r == '\uFFFC':
		rule = ruleObject
	case unicode.Is(unicode.Co, r):
		rule = rulePrivateUse
	case unseen.Is(r) && !unseen.Joined(body, at):
		return j.unseen(at)
	default:
		return at + n
	}
	j.report(rule, at, 1, fmt.Sprintf("%04X", r))
	return at + n
}

// unseen reports the characters from an offset on that nobody sees, and returns where
// they end. Those behind another one are reported with that, wherever it is found.
func (j *notes) unseen(at int) (end int) {
	body := j.src.Body
	if r, n := utf8.DecodeLastRune(body[:at]); unseen.Is(r) && !unseen.Joined(body, at-n) {
		_, n := utf8.DecodeRune(body[at:])
		return at + n
	}
	run := unseenFrom(body, at)
	if j.aloneInLine(at) || j.isMended(windowBefore(body, at)) {
		return run.end
	}
	mends := !bytes.Equal(run.left, body[at:run.end]) && !isMarkup(prose.ByteAt(body, at-1)) && !isMarkup(prose.ByteAt(body, run.end))
	also := diag.Text{}
	if mends {
		also = diag.Text{ZH: "；gongkai tidy 可以代改", EN: "; gongkai tidy does it"}
	}
	before := len(j.found)
	j.report(ruleInvisible, at, run.count, run.name(), also)
	if len(j.found) > before && mends {
		j.found[before].Fix = j.fix(at, run.end, string(run.left))
	}
	return run.end
}

// unseenRun is a run of characters that nobody sees.
type unseenRun struct {
	end, count int
	names      []rune // what there is, each once: the first few
	left       []byte // what is left of it when the idle ones are taken out
}

// unseenFrom reads the run that begins at an offset.
func unseenFrom(body []byte, at int) unseenRun {
	const mostNamed = 3
	run := unseenRun{end: at}
	line, start, whole := lineAround(body, at)
	for run.end < len(body) {
		r, n := utf8.DecodeRune(body[run.end:])
		if !unseen.Is(r) || unseen.Joined(body, run.end) {
			break
		}
		if in := run.end - start; in >= len(line) || !unseen.Idle(line, in) || !whole && unseen.Directs(r) {
			run.left = append(run.left, cmp.Or(unseen.Blank(r), string(r))...)
		}
		if len(run.names) < mostNamed && !slices.Contains(run.names, r) {
			run.names = append(run.names, r)
		}
		run.count++
		run.end += n
	}
	return run
}

// name says what the characters of a run are, and how many.
func (run unseenRun) name() diag.Text {
	var zh, en []string
	for _, r := range run.names {
		inZH, inEN := unseen.Name(r)
		zh, en = append(zh, fmt.Sprintf("U+%04X（%s）", r, inZH)), append(en, fmt.Sprintf("U+%04X (%s)", r, inEN))
	}
	all := diag.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
	if run.count > 1 {
		all.ZH, all.EN = all.ZH+fmt.Sprintf("，共 %d 个", run.count), all.EN+fmt.Sprintf(", %d of them", run.count)
	}
	return all
}

// lineAround returns the line that an offset is in and where it begins, or as much of a
// long one as is looked at.
func lineAround(body []byte, at int) (line []byte, start int, whole bool) {
	const most = 1000
	from, to := max(at-most, 0), min(at+most, len(body))
	for from > 0 && from < at && !utf8.RuneStart(body[from]) {
		from++
	}
	start = from + prose.StartOfLine(body[from:at], at-from)
	line = prose.LineOf(body[start:to])
	return line, start, (start > from || from == 0 || body[from-1] == '\n') && (start+len(line) < to || to == len(body))
}

func (j *notes) isMended(line int) bool {
	_, found := slices.BinarySearch(j.mended, line)
	return found
}

// isMarkup reports whether a byte may be of a mark that a neighbour without width
// makes work, or keeps from working: **“甲”** before a word.
func isMarkup(c byte) bool {
	return c > ' ' && c < utf8.RuneSelf && !prose.IsLetter(c) && !prose.IsDigit(rune(c))
}

// aloneInLine reports whether nothing can be seen in the line that a character of no
// width is in: Word leaves such lines.
func (j *notes) aloneInLine(at int) bool {
	const longest = 60
	start := prose.StartOfLine(j.src.Body[max(at-longest, 0):at], min(at, longest)) + max(at-longest, 0)
	line := prose.LineOf(j.src.Body[start:min(start+2*longest, len(j.src.Body))])
	return len(bytes.TrimFunc(line, unseen.ShowsNothing)) == 0
}
