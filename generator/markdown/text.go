package markdown

import (
	"bytes"

	"golang.org/x/net/html"
)

// Text returns the text of rendered HTML as a reader sees it, without markup;
// blocks, table cells and <br> end a line.
func Text(markup []byte) []byte {
	var out []byte
	z := html.NewTokenizer(bytes.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return bytes.TrimSpace(out)
		case html.TextToken:
			out = append(out, z.Text()...)
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			if !inlineTag(string(name)) && len(out) > 0 && out[len(out)-1] != '\n' {
				out = append(out, '\n')
			}
		}
	}
}

func inlineTag(name string) bool {
	switch name {
	case "a", "code", "del", "em", "img", "strong", "sup":
		return true
	}
	return false
}
