package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/site"
	"gongkai/generator/site/screening"
	"gongkai/generator/waiver"
)

// scanCommand is `gongkai scan [PATH…]`.
type scanCommand struct {
	Paths   []string `arg:"" optional:"" placeholder:"PATH" help:"help_scan_paths"`
	Waivers bool     `help:"help_scan_waivers"`
	All     bool     `help:"help_all"`
}

// Run says what personal data and marks of secrecy there are in the site or a part of it,
// drafts and files that nobody uses among it, and what was not looked into. Pictures are
// read by tesseract where it is installed. It writes nothing.
func (k *scanCommand) Run(c *call) error {
	only, err := sitePaths(c.Source, k.Paths)
	if err != nil {
		return err
	}
	s, err := scan(c, nil)
	if s == nil || err != nil {
		return err
	}
	if k.Waivers {
		return s.printWaivers(c)
	}
	read := readPictures(c, s.unread, only)
	marks := slices.DeleteFunc(s.marks, func(m waiver.Finding) bool { return !among(m.File, only) })
	marks = append(marks, read.found...)
	byFile(marks)
	var found []diag.Diagnostic
	for _, m := range marks {
		if m.Waiver == nil {
			found = append(found, m.Found)
		}
	}
	c.shorten(k.All)
	c.report(diag.Sort(found))
	if !c.JSON && !c.Quiet {
		c.printRows(scanTable(c.Lang, marks))
	}
	if err := read.report(c, k.All); err != nil {
		return err
	}
	errors, warnings := diag.Count(found)
	c.say("检查了个人信息和密级标志：%d 处错误，%d 处警告，%d 处已经放行。", "Scanned for personal data and marks of secrecy: %d errors, %d warnings, %d accepted.",
		errors, warnings, len(marks)-len(found))
	return nil
}

// scanned is what a scan has found, what was accepted, and where pictures are that nobody
// has read.
type scanned struct {
	marks  []waiver.Finding
	list   *waiver.List
	unread []*screening.Unread
}

// scan looks through the site. key is for one without waivers. It returns nil where
// there is no site, which has been reported.
func scan(c *call, key []byte) (*scanned, error) {
	opt, err := c.options()
	if err != nil {
		return nil, err
	}
	opt.Key = key
	marks, list, unread, err := site.Scan(opt)
	var broken *site.Broken
	if errors.As(err, &broken) {
		c.report(broken.Diagnostics)
		return nil, nil
	}
	return &scanned{marks, list, unread}, err
}

// scanTable counts the marks of each file.
func scanTable(lang string, marks []waiver.Finding) [][]string {
	head := []string{"文件", "错误", "警告", "说明", "已放行"}
	if lang == "en" {
		head = []string{"file", "errors", "warnings", "notes", "accepted"}
	}
	rows := [][]string{head}
	for i := 0; i < len(marks); {
		file := marks[i].Found.Pos.File
		var n [5]int // by severity; 4: accepted
		for ; i < len(marks) && marks[i].Found.Pos.File == file; i++ {
			if marks[i].Waiver != nil {
				n[4]++
			} else {
				n[marks[i].Found.Severity]++
			}
		}
		rows = append(rows, []string{file, strconv.Itoa(n[diag.Error]), strconv.Itoa(n[diag.Warning]), strconv.Itoa(n[diag.Note]), strconv.Itoa(n[4])})
	}
	if len(rows) == 1 {
		return nil
	}
	return rows
}

// printWaivers prints what was accepted, and what has become of it.
func (s *scanned) printWaivers(c *call) error {
	if s.list == nil || len(s.list.Waivers) == 0 {
		c.say("没有放行的检查结果。", "Nothing was accepted.")
		return nil
	}
	opt, err := c.options()
	if err != nil {
		return err
	}
	used := map[waiver.Waiver]bool{}
	for _, m := range s.marks {
		if m.Waiver != nil {
			used[*m.Waiver] = true
		}
	}
	rows := [][]string{{"规则", "文件", "截至", "状态", "理由", "放行人"}}
	if c.Lang == "en" {
		rows = [][]string{{"rule", "file", "until", "state", "reason", "by"}}
	}
	for _, w := range s.list.Waivers {
		is := diag.Text{ZH: "没有用到", EN: "unused"}
		switch {
		case w.Until < opt.Today.DayString():
			is = diag.Text{ZH: "已到期", EN: "ended"}
		case used[w]:
			is = diag.Text{ZH: "有效", EN: "in force"}
		}
		rows = append(rows, []string{w.Rule, w.File, w.Until, is.In(c.Lang), w.Reason, w.By})
	}
	c.printRows(rows)
	return nil
}

// among reports whether a file is one of some paths, or below one; no paths are all.
func among(file string, paths []string) bool {
	return len(paths) == 0 || slices.ContainsFunc(paths, func(p string) bool { return file == p || p == "." || strings.HasPrefix(file, p+"/") })
}
