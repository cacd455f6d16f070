package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
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
		{fmt.Errorf("read: %w", &fs.PathError{Op: "open", Path: "a/b", Err: fs.ErrNotExist}), "找不到文件：a/b", "file not found: a/b"},
		{&fs.PathError{Op: "write", Path: "a/b", Err: syscall.ENOSPC}, "磁盘已满：a/b", "the disk is full: a/b"},
		{&fs.PathError{Op: "write", Path: "a/b", Err: syscall.EROFS}, "磁盘是只读的：a/b", "the disk is read-only: a/b"},
		{syscall.EIO, "运行失败：磁盘读写出错", "the disk failed"},
		{fmt.Errorf("content/a.md: %w", site.ErrChanged), "请再运行一次：content/a.md", "run the command again: content/a.md"},
	} {
		got := machineError(c.err)
		if !strings.HasSuffix(got.ZH, c.zh) || !strings.HasSuffix(got.EN, c.en) {
			t.Errorf("%v: %q %q, want %q %q", c.err, got.ZH, got.EN, c.zh, c.en)
		}
	}
}

// With --json, a call that is wrong says so in one line on stdout, too.
func TestComplaintJSON(t *testing.T) {
	for _, args := range [][]string{
		{"check", "--json", "--source", "no/such/folder"},
		{"check", "--json", "--no-such-flag"},
	} {
		var out, err bytes.Buffer
		status := run(args, &out, &err)
		var line struct{ Code, Severity, Message string }
		if e := json.Unmarshal(out.Bytes(), &line); e != nil || status != exitCall || line.Code != "CALL" || line.Severity != "error" || line.Message == "" || err.Len() == 0 {
			t.Errorf("%v: %d %s %s", args, status, &out, &err)
		}
	}
}
