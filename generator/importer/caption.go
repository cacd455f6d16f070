package importer

import (
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/compose"
)

// captionForm matches what stands below a picture and says which it is: 图1 大楼, 图2-1：流程.
var captionForm = regexp.MustCompile(`^图[ \x{3000}]*(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[-－.．]\d{1,3})?(?:[ \x{3000}：:.．、][^。；！？]{1,60})?$`)

// captions gives pictures that stand alone the captions in the paragraphs below them.
func (d *Document) captions() {
	for i := 0; i+1 < len(d.blocks); i++ {
		below := &d.blocks[i+1]
		picture := d.blocks[i].picture()
		if picture == nil || below.heading > 0 || below.label != "" {
			continue
		}
		if line := strings.TrimSpace(below.line()); captionForm.MatchString(line) {
			picture.Caption = line
			d.remove(i+1, 1)
		}
	}
}

// picture returns the picture of a paragraph that has one and nothing else, nil for another.
func (b *block) picture() *compose.Span {
	if b.table != nil || b.file != "" || b.item || b.label != "" || b.heading > 0 {
		return nil
	}
	isPicture := func(s compose.Span) bool { return s.Image != "" }
	i := slices.IndexFunc(b.spans, isPicture)
	if i < 0 {
		return nil
	}
	for k := range b.spans {
		if s := &b.spans[k]; k != i && (s.Image != "" || s.Note > 0 || strings.TrimSpace(s.Text) != "") {
			return nil
		}
	}
	return &b.spans[i]
}
