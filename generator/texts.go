package main

import (
	"strings"

	"github.com/alecthomas/kong"

	"gongkai/generator/diag"
)

// texts are the words of the command line.
var texts = map[string]diag.Text{
	"about":           {ZH: "政府信息公开网站生成器：把 content/ 里的 Markdown 生成 public/ 里的网站。", EN: "Makes the website on which an office discloses government information."},
	"help_source":     {ZH: "站点所在的文件夹", EN: "the site's folder"},
	"help_out":        {ZH: "网站写到哪里（默认：站点里的 public）", EN: "where the site is written (default: public in the site's folder)"},
	"help_base_url":   {ZH: "网站的网址，代替 config.toml 里的 base_url", EN: "the site's address, instead of base_url in config.toml"},
	"help_as_of":      {ZH: "把这一天当作今天，例如 2017-03-15（默认：北京时间今天）", EN: "take this day for today, such as 2017-03-15 (default: today in UTC+8)"},
	"help_json":       {ZH: "检查结果以 JSON 逐行输出", EN: "findings as JSON lines on stdout"},
	"help_lang":       {ZH: "提示的语言：zh 或 en", EN: "language of messages: zh or en"},
	"help_quiet":      {ZH: "只显示错误和警告", EN: "print nothing but findings"},
	"help_build":      {ZH: "生成网站", EN: "make the site"},
	"help_check":      {ZH: "只检查，不写文件", EN: "report what build would, without writing"},
	"help_verify":     {ZH: "重新生成每个保留的文件并逐字节比较", EN: "make every kept file anew and compare the bytes"},
	"help_trace":      {ZH: "写出运行跟踪（go tool trace）", EN: "write an execution trace (go tool trace)"},
	"help_cpuprofile": {ZH: "写出 CPU 剖析（go tool pprof）", EN: "write a CPU profile (go tool pprof)"},
	"help_memprofile": {ZH: "写出内存剖析（go tool pprof）", EN: "write a memory profile (go tool pprof)"},
}

// helpVars hands the texts to the parser.
func helpVars(lang string) kong.Vars {
	vars := kong.Vars{}
	for name, t := range texts {
		vars[name] = t.In(lang)
	}
	return vars
}

// callError says in plain words what is wrong with the command line. The
// parser's own sentences are English; the common ones are put into Chinese.
func callError(err error) diag.Text {
	text := err.Error()
	zh := text
	for _, r := range [...]struct{ from, to string }{
		{"unknown flag ", "没有这个选项："},
		{"unexpected argument ", "多余的或不认识的参数："},
		{"expected one of ", "请写一个命令："},
		{"missing flags: ", "缺少选项："},
		{"expected ", "缺少参数："},
		{", did you mean ", "，是不是 "},
	} {
		zh = strings.Replace(zh, r.from, r.to, 1)
	}
	return diag.Text{
		ZH: "命令有误：" + zh + "（gongkai --help 列出全部命令）",
		EN: text + " (gongkai --help lists the commands)",
	}
}
