package asset

import (
	"errors"
	"strings"

	"github.com/tdewolff/parse/v2"

	"gongkai/generator/diag"
)

// cause is what is wrong with a file, as an error that speaks both languages.
type cause struct {
	text   diag.Text
	offset int // in bytes, where it is about a place
}

func (c *cause) Error() string { return c.text.EN }

// because returns the cause for use in a message.
func because(err error) diag.Text {
	var own *cause
	if errors.As(err, &own) {
		return own.text
	}
	reason := err.Error()
	var parseErr *parse.Error
	if errors.As(err, &parseErr) {
		reason = parseErr.Message
	}
	reason, _, _ = strings.Cut(reason, "\n")
	return diag.Text{ZH: "无法解析（" + reason + "）", EN: reason}
}
