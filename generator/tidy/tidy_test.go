package tidy

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
)

func TestInvisible(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"正文。\n", "正文。\n"},
		{"\ufeff## 一、要求\n", "\ufeff## 一、要求\n"}, // at the beginning it is none of the text
		{"正文。\n\n\ufeff## 一、要求\n", "正文。\n\n## 一、要求\n"},
		{"甲\ufeff乙\ufeff\n\ufeff\n", "甲乙\n\n"},
		{"正文。　　\n", "正文。\n"},
		{"正文。\u00a0\r\n　\r\n　　第二段。\r\n", "正文。\r\n\r\n　　第二段。\r\n"}, // the line ends stay, and an indent is seen
		{"正文。  \n第二行。 \n", "正文。  \n第二行。 \n"},                      // a line break
		{"正文。 \u3000 \n", "正文。\n"},
		{"正文。\u3000  \n第二行。", "正文。\u3000  \n第二行。"}, // with what stands before it
		{"正文\\\u3000\n第二行。", "正文\\\u3000\n第二行。"},   // a backslash would become one
		// Code that begins with the item of a list, and ends with it.
		{"- ```\n  甲　\n  ```\n- 乙　\n", "- ```\n  甲　\n  ```\n- 乙\n"},
		{"1. ~~~ text\n   甲　\n\n   乙　\n   ~~~\n丙　\n", "1. ~~~ text\n   甲　\n\n   乙　\n   ~~~\n丙\n"},
		{"- > ```\n  > 甲　\n\n乙　\n", "- > ```\n  > 甲　\n\n乙\n"},
		{"- ```\n  甲　\n乙　\n\n```\n丙　\n```\n", "- ```\n  甲　\n乙\n\n```\n丙　\n```\n"},
		{"> ```\n> 甲　\n> ```\n> 乙　\n", "> ```\n> 甲　\n> ```\n> 乙\n"},
		// Code over the end of a line.
		{"见`甲　\n乙`。　\n丙　\n", "见`甲　\n乙`。　\n丙\n"},
		{"见``甲`　\n乙　\n丙``。\n丁　\n", "见``甲`　\n乙　\n丙``。\n丁\n"},
		{"见`甲　\n\n乙`　\n", "见`甲\n\n乙`\n"},
		{"见`甲`　\n乙　\n", "见`甲`\n乙\n"},
		{"```\n甲　\n\ufeff乙\n```\n丙　\n", "```\n甲　\n\ufeff乙\n```\n丙\n"},
		{"~~~~\n甲　\n```\n乙　\n~~~~\n丙　\n", "~~~~\n甲　\n```\n乙　\n~~~~\n丙\n"},
		{"---\ntitle: 公告　\n---\n", "---\ntitle: 公告\n---\n"},
		{"\xd5\xfd\xce\xc4\xa1\xa1\n", "\xd5\xfd\xce\xc4\xa1\xa1\n"}, // GBK
	} {
		var fixes []diag.Correction
		for _, change := range Invisible([]byte(c.text)) {
			fixes = append(fixes, change.Correction)
		}
		if got, made := Apply([]byte(c.text), fixes); string(got) != c.want || len(made) != len(fixes) {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
		mended := []byte(c.want)
		if again := Invisible(mended); len(again) > 0 {
			t.Errorf("%q is not mended: %v", c.want, again)
		}
	}
}

func TestDiff(t *testing.T) {
	got := string(Diff("content/a.md", []byte("甲\r\n乙\r\n丙\r\n"), []byte("甲\r\n二\r\n丙\r\n")))
	for _, want := range []string{"a/content/a.md", "b/content/a.md", "\n-乙\n+二\n", "\n 甲\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if got := Diff("a.md", []byte("甲\n"), []byte("甲\n")); len(got) > 0 {
		t.Errorf("nothing is changed:\n%s", got)
	}
}
