package config

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/tomlsize"

	"github.com/pelletier/go-toml/v2"
)

// file is the name of the configuration in the site's folder.
const file = "config.toml"

// The most settings, tables among them, that config.toml may have, and how deep
// brackets may nest in it: many times what the largest site needs.
const (
	maxEntries = 2000
	maxDepth   = 32
)

// Load reads config.toml and returns its findings together. Where there are
// errors, the Config holds what could be read, with defaults; it is nil where
// the file is not TOML.
func Load(data []byte) (*Config, []diag.Diagnostic) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	switch enc, pos, illegal := diag.Detect(file, data); {
	case enc != diag.UTF8:
		return nil, []diag.Diagnostic{encodingRule(enc).At(pos)}
	case illegal != 0:
		return nil, []diag.Diagnostic{ruleIllegal.At(pos, codePoint(illegal))}
	}
	if entries, depth := tomlsize.Of(data); entries > maxEntries || depth > maxDepth {
		return nil, []diag.Diagnostic{ruleTooMuch.At(diag.Pos{File: file}, maxEntries, maxDepth)}
	}
	if found := syntax(data); len(found) > 0 {
		return nil, diag.Sort(found)
	}
	l := loader{data: data, lines: diag.Quoter{Data: data}, spans: map[string]span{}}
	c := l.decode()
	if c == nil {
		return nil, l.tally.Close(diag.Sort(l.found))
	}
	l.checkGiven(c)
	if l.given("review") && len(c.Review.Stages) == 0 {
		c.Review.Stages = defaultStages()
	}
	c.complete()
	l.check(c)
	return c, l.tally.Close(diag.Sort(l.found))
}

// codePoint writes a character as its number: 001B.
func codePoint(r rune) string { return fmt.Sprintf("%04X", r) }

func encodingRule(enc diag.Encoding) *diag.Rule {
	if enc == diag.GBK {
		return ruleGBK
	}
	return ruleNotUTF8
}

// loader reads one file.
type loader struct {
	data  []byte
	lines diag.Quoter // of data
	spans map[string]span
	tally diag.Tally
	found []diag.Diagnostic
}

// span is where a value stands, in bytes; of a table, its name.
type span struct{ start, end int }

// decode reads the values. What is unknown or of a wrong type has been found
// before (shape.go) and is blanked out, so that the library, which would stop
// there, reads all the rest. It returns nil where that is not possible.
func (l *loader) decode() *Config {
	data := bytes.Clone(l.data)
	s := shaper{loader: l, counts: map[string]int{}}
	if !s.walk() {
		return nil
	}
	for _, b := range s.blank {
		for i := b.start; i < b.end; i++ {
			if data[i] != '\n' {
				data[i] = ' '
			}
		}
	}
	c := new(Config)
	c.Markdown.Official = true
	c.Images.Max = defaultImage
	if err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(c); err != nil {
		l.found = append(l.found, ruleSyntax.At(diag.Pos{File: file}, err.Error()))
		return nil
	}
	return c
}

// given reports whether the file has a value at a path.
func (l *loader) given(path string) bool {
	_, ok := l.spans[path]
	return ok
}

// fail records a finding about the value at a path; where it is not given,
// about the table that should hold it.
func (l *loader) fail(rule *diag.Rule, path string, args ...any) {
	if l.tally.Take(rule) {
		l.sayAt(rule, path, args...)
	}
}

// sayAt is fail for a finding that has been counted.
func (l *loader) sayAt(rule *diag.Rule, path string, args ...any) {
	for p := path; p != ""; p = p[:max(strings.LastIndexByte(p, '.'), 0)] {
		if s, ok := l.spans[p]; ok {
			l.say(rule, s, args...)
			return
		}
	}
	l.found = append(l.found, rule.At(diag.Pos{File: file}, args...))
}

// failSpan records a finding at a span.
func (l *loader) failSpan(rule *diag.Rule, s span, args ...any) {
	if l.tally.Take(rule) {
		l.say(rule, s, args...)
	}
}

// say is failSpan for a finding that has been counted.
func (l *loader) say(rule *diag.Rule, s span, args ...any) {
	pos := l.lines.Locate(file, s.start)
	line, _, _ := bytes.Cut(l.data[s.start:s.end], []byte{'\n'})
	pos.Width = utf8.RuneCount(bytes.TrimRight(line, " \r"))
	l.found = append(l.found, rule.At(pos, args...))
}
