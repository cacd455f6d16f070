package main

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"gongkai/generator/site"
)

// TestMachineError: what the machine refuses is said in the user's language,
// with the file that it is about.
func TestMachineError(t *testing.T) {
	for _, c := range []struct {
		err    error
		zh, en string
	}{
		{&fs.PathError{Op: "open", Path: "a/b", Err: fs.ErrPermission}, "没有权限：a/b", "permission denied: a/b"},
		{fmt.Errorf("read: %w", &fs.PathError{Op: "open", Path: "a/b", Err: fs.ErrNotExist}), "文件不存在：a/b", "file does not exist: a/b"},
		{fmt.Errorf("content/a.md: %w", site.ErrChanged), "请再运行一次：content/a.md", "run the command again: content/a.md"},
	} {
		got := machineError(c.err)
		if !strings.HasSuffix(got.ZH, c.zh) || !strings.HasSuffix(got.EN, c.en) {
			t.Errorf("%v: %q %q, want %q %q", c.err, got.ZH, got.EN, c.zh, c.en)
		}
	}
}
