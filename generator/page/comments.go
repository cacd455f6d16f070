package page

import (
	"bytes"
	"iter"
	"strings"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// Comments returns the comments of a content file that Parse has found to be sound, with
// their lines, from 1: those of the front matter, and those of the text, <!-- … -->. No
// page shows them. What begins one in a piece of code, which a page shows, is among them
// too: who asks wants to know of every comment.
func Comments(data []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		body, first, ok := Body(data)
		if !ok {
			return
		}
		clean := lines(bytes.TrimPrefix(data, []byte("\ufeff")))
		for _, c := range matterComments(string(clean[:len(clean)-len(body)])) {
			if !yield(c.line, c.text) {
				return
			}
		}
		for at := 0; ; {
			open := bytes.Index(body[at:], []byte("<!--"))
			if open < 0 {
				return
			}
			open += at
			stop := len(body)
			if n := bytes.Index(body[open:], []byte("-->")); n >= 0 {
				stop = open + n + len("-->")
			}
			if !yield(first+bytes.Count(body[:open], []byte("\n")), string(body[open:stop])) {
				return
			}
			at = stop
		}
	}
}

// remark is a comment of front matter.
type remark struct {
	line int
	text string
}

// matterComments returns the comments of a front matter, its fences included. Where the
// library gives up, each line with a mark of one counts.
func matterComments(front string) (list []remark) {
	defer func() {
		if recover() == nil {
			return
		}
		list = nil
		for i, line := range strings.Split(front, "\n") {
			if at := strings.Index(line, "#"); at >= 0 {
				list = append(list, remark{i + 1, line[at:]})
			}
		}
	}()
	for _, t := range lexer.Tokenize(front) {
		if t.Type == token.CommentType {
			list = append(list, remark{t.Position.Line, "#" + t.Value})
		}
	}
	return list
}
