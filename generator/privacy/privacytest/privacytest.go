// Package privacytest makes text in which it is known what is personal, and text full of
// numbers in which nothing is.
//
//	m := privacytest.New(1)
//	list := m.List(20)          // a table of people, with what is planted in it
//	text := m.Innocent(2 << 20) // notices, budgets, lists of numbers: nothing in it
//
// Every number is made here, from a seed, and belongs to nobody whom anybody knows of;
// none is stored. For tests only.
package privacytest

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Passage is a paragraph, which is one cell, or a row of a table.
type Passage struct{ Cells, Heads []string }

// Planted is a value that was put into a text, in plain digits, and the code of the rule
// that it breaks.
type Planted struct{ Code, Value string }

// Text is text, and what was planted in it.
type Text struct {
	Passages []Passage
	Planted  []Planted
}

// Add puts the passages of another text behind those of t.
func (t *Text) Add(other Text) {
	t.Passages = append(t.Passages, other.Passages...)
	t.Planted = append(t.Planted, other.Planted...)
}

// Maker makes texts. The same seed makes the same ones.
type Maker struct{ rng *rand.Rand }

// New returns a maker.
func New(seed uint64) *Maker { return &Maker{rand.New(rand.NewPCG(seed, seed))} }

// pick returns one of some values.
func pick[T any](m *Maker, of ...T) T { return of[m.rng.IntN(len(of))] }

// digits returns n digits.
func (m *Maker) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + m.rng.IntN(10))
	}
	return string(b)
}

// region returns six digits that a resident ID can begin with. Not all are on a list.
func (m *Maker) region() string {
	province := pick(m, "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83")
	return fmt.Sprintf("%s%02d%02d", province, 1+m.rng.IntN(30), 1+m.rng.IntN(40))
}

// day returns a day between two years, without marks.
func (m *Maker) day(from, to int) string {
	return fmt.Sprintf("%04d%02d%02d", from+m.rng.IntN(to-from+1), 1+m.rng.IntN(12), 1+m.rng.IntN(28))
}

// Resident returns a resident ID.
func (m *Maker) Resident() string { return WithCheck(m.region() + m.day(1930, 2020) + m.digits(3)) }

// WithCheck puts the check digit behind the first 17 of a resident ID.
func WithCheck(body string) string {
	sum, weight := 0, 1
	for i := len(body) - 1; i >= 0; i-- {
		weight = weight * 2 % 11
		sum += int(body[i]-'0') * weight
	}
	return body + string("10X98765432"[sum%11])
}

// Mobile returns a mobile number of a series that is given out.
func (m *Maker) Mobile() string {
	return pick(m, "130", "133", "135", "138", "139", "145", "147", "149", "150", "153", "155", "159", "162", "165", "166", "167", "170", "171", "173", "175", "178", "180", "185", "189", "190", "193", "195", "199") + m.digits(8)
}

// Card returns the number of a bank card.
func (m *Maker) Card() string {
	prefix, length := "62", pick(m, 16, 19)
	switch m.rng.IntN(8) {
	case 0:
		prefix, length = pick(m, "955880", "955888", "456351", "436742", "95599"), 19
	case 1:
		prefix, length = pick(m, "427020", "404117", "409665", "518710", "356839", "403391"), 16
	}
	return withLuhn(prefix + m.digits(length-len(prefix)-1))
}

// withLuhn puts the check digit behind a number.
func withLuhn(body string) string {
	sum := 0
	for i := range len(body) {
		v := int(body[len(body)-1-i] - '0')
		if i%2 == 0 {
			v = v*2/10 + v*2%10
		}
		sum += v
	}
	return body + string(rune('0'+(10-sum%10)%10))
}

// Name returns the name of a person.
func (m *Maker) Name() string {
	given := []string{"伟", "芳", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "桂英", "秀兰", "建国", "建华", "志强", "海燕", "玉珍", "文博", "子涵", "春梅"}
	return pick(m, "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "欧阳", "诸葛") + pick(m, given...)
}

// List returns a table of people as it is posted, with n rows: everything in it is written
// plainly. [Maker.Hidden] writes numbers otherwise.
func (m *Maker) List(n int) Text {
	heads := []string{"序号", "姓名", "性别", "身份证号", "联系电话", "银行卡号", "金额（元）"}
	t := Text{Passages: []Passage{{Cells: heads}}}
	for i := range n {
		id, mobile, card := m.Resident(), m.Mobile(), m.Card()
		t.Passages = append(t.Passages, Passage{
			Cells: []string{fmt.Sprint(i + 1), m.Name(), pick(m, "男", "女"), id, mobile, card, fmt.Sprint(100 + m.rng.IntN(5000))}, Heads: heads,
		})
		t.Planted = append(t.Planted, Planted{"PV001", id}, Planted{"PV010", mobile}, Planted{"PV020", card})
	}
	return t
}

// Sentence returns a paragraph in which people are named with their numbers, written in
// one of the ways.
func (m *Maker) Sentence(way Way) Text {
	id, mobile, card := m.Resident(), m.Mobile(), m.Card()
	name := m.Name()
	text := pick(m,
		"经查，当事人%s（身份证号：%s）系本镇居民，联系电话%s，补助打入银行卡号%s，请核对。",
		"申请人%s，公民身份号码 %s，手机：%s；银行卡 %s。特此公示。",
		"%s，%s，电话：%s，卡号：%s",
		"兹有%s同志，证件号%s，如有疑问请联系%s，收款账号%s。")
	return Text{
		Passages: []Passage{{Cells: []string{fmt.Sprintf(text, name, m.Write(id, way), m.Write(mobile, way), m.Write(card, way))}}},
		Planted:  []Planted{{"PV001", id}, {"PV010", mobile}, {"PV020", card}},
	}
}

// Way is a way to write a number.
type Way int

// The ways, and how many there are. The last two take more than one cell: see [Maker.Divided].
const (
	Plain Way = iota
	FullWidth
	Mathematical
	KeyCaps
	ZeroWidth
	Blanks
	WideBlanks
	Tabs
	Hyphens
	Dashes
	Dots
	Underscores
	Spaced
	Lines
	CarriageReturns
	Mixed
	Ways
)

// Write writes a number in a way.
func (m *Maker) Write(number string, way Way) string {
	switch way {
	case FullWidth:
		return replaced(number, func(d rune) string { return string(d - '0' + '０') })
	case Mathematical:
		return replaced(number, func(d rune) string { return string(d - '0' + '𝟘') })
	case KeyCaps:
		return replaced(number, func(d rune) string { return string(d) + "\ufe0f\u20e3" })
	case ZeroWidth:
		return m.divided(number, 3, pick(m, "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060"))
	case Blanks:
		return m.divided(number, 1+m.rng.IntN(3), pick(m, " ", "  ", "\u00a0"))
	case WideBlanks:
		return m.divided(number, 2, pick(m, "\u3000", "\u2002", "\u2009"))
	case Tabs:
		return m.divided(number, 1, "\t")
	case Hyphens:
		return m.divided(number, 2, "-")
	case Dashes:
		return m.divided(number, 2, pick(m, "–", "—", "－", "‐", " - "))
	case Dots:
		return m.divided(number, 2, pick(m, ".", "·", "．"))
	case Underscores:
		return m.divided(number, 2, pick(m, "_", "＿"))
	case Spaced:
		return strings.Join(strings.Split(number, ""), " ")
	case Lines:
		return m.divided(number, 1, "\n")
	case CarriageReturns:
		return m.divided(number, 1, "\r\n　　")
	case Mixed:
		return m.divided(m.Write(number, pick(m, FullWidth, Mathematical, Plain)), 2, pick(m, " ", "-", "\n", "\u200b"))
	}
	return strings.ReplaceAll(number, "X", pick(m, "X", "x"))
}

// replaced writes each digit otherwise.
func replaced(number string, with func(rune) string) string {
	var b strings.Builder
	for _, d := range number {
		if d == 'X' {
			b.WriteString("Ｘ")
		} else {
			b.WriteString(with(d))
		}
	}
	return b.String()
}

// divided puts something into a number at a few places.
func (m *Maker) divided(number string, times int, by string) string {
	letters := []rune(number)
	for range times {
		i := 1 + m.rng.IntN(len(letters)-1)
		letters = append(letters[:i:i], append([]rune(by), letters[i:]...)...)
	}
	return string(letters)
}

// Divided returns a row in which each number lies in several cells, below heads that span
// them.
func (m *Maker) Divided() Text {
	id, mobile := m.Resident(), m.Mobile()
	cells, heads := []string{m.Name()}, []string{"姓名"}
	for _, n := range []struct{ head, number string }{{"身份证号", id}, {"手机号码", mobile}} {
		parts := 2 + m.rng.IntN(3)
		if m.rng.IntN(4) == 0 {
			parts = len(n.number)
		}
		for rest := n.number; parts > 0; parts-- {
			size := len(rest)
			if parts > 1 {
				size = 1 + m.rng.IntN(len(rest)-parts+1)
			}
			cells, heads = append(cells, rest[:size]), append(heads, n.head)
			rest = rest[size:]
		}
		cells, heads = append(cells, "已核对"), append(heads, "备注")
	}
	return Text{[]Passage{{cells, heads}}, []Planted{{"PV001", id}, {"PV010", mobile}}}
}

// OverPassages returns two paragraphs of which the first ends, and the second begins, in
// the middle of a number.
func (m *Maker) OverPassages() Text {
	p := pick(m, Planted{"PV001", m.Resident()}, Planted{"PV010", m.Mobile()})
	i := 1 + m.rng.IntN(len(p.Value)-1)
	label := map[string]string{"PV001": "身份证号为", "PV010": "联系电话："}[p.Code]
	return Text{
		[]Passage{{Cells: []string{m.Name() + "，" + label + p.Value[:i]}}, {Cells: []string{p.Value[i:] + "，请核对。"}}},
		[]Planted{p},
	}
}
