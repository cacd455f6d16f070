package ooxml

import (
	"strings"

	"gongkai/generator/diag"
)

// formula reads m:oMath or m:oMathPara: its letters in one line.
func formula(x *xmlReader) Run {
	var b strings.Builder
	formulaText(x, &b)
	return Run{Text: b.String(), Object: diag.Text{ZH: "公式", EN: "a formula"}}
}

// formulaText appends what is in an element of a formula, with the signs that its
// layout stands for: a fraction is a/b, a power a^b.
func formulaText(x *xmlReader, b *strings.Builder) {
	x.each(func(name string) {
		switch name {
		case "m:t", "w:t":
			b.WriteString(x.text())
		case "m:den":
			b.WriteString("/")
			group(x, b)
		case "m:num":
			group(x, b)
		case "m:sup":
			b.WriteString("^")
			group(x, b)
		case "m:sub":
			b.WriteString("_")
			group(x, b)
		case "m:rad":
			b.WriteString("√")
			group(x, b)
		case "m:chr":
			b.WriteString(x.attr("m:val"))
		default:
			formulaText(x, b)
		}
	})
}

// group appends a part of a formula, in brackets if it is more than one sign.
func group(x *xmlReader, b *strings.Builder) {
	var inner strings.Builder
	formulaText(x, &inner)
	s := inner.String()
	if len([]rune(s)) > 1 {
		s = "(" + s + ")"
	}
	b.WriteString(s)
}
