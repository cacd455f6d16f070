package main

import (
	"errors"
	"strings"

	"github.com/alecthomas/kong"

	"gongkai/generator/complaint"
	"gongkai/generator/diag"
	"gongkai/generator/terminal"
)

// placeholders are what stands for a value in usage texts, in Chinese.
var placeholders = map[string]string{
	"ACTION": "new|show", "CATEGORY": "栏目", "DIR|URL": "文件夹|网址", "PUBKEY": "公钥", "NAME=PUBKEY": "名称=公钥", "CODE|PATH": "代码|路径", "COMMAND": "命令", "DATE": "日期", "DIR": "文件夹", "FILE": "文件",
	"HOST": "地址", "SERVER": "服务器", "ID": "编号", "PATH": "路径", "KEY": "代号", "KEYFILE": "私钥文件", "N,…": "篇数,…", "NAME": "审核人", "PORT": "端口", "PROFILE": "指标", "PROGRAM": "程序", "STAGE": "环节", "TEXT": "文字", "TITLE": "标题", "URL": "网址", "WITNESS": "见证人", "YEAR": "年度",
}

// placeholder returns what stands for a value.
func (c *call) placeholder(name string) string {
	return diag.Text{ZH: placeholders[name], EN: name}.In(c.Lang)
}

// helpText returns one of the texts that the command line names. As variables of the parser,
// which fills each of them in again for every option, they took 15 ms at every start.
func helpText(name, lang string) string { return texts[name].In(lang) }

// help prints how the program or one command is called, in one language. The
// parser's own printer knows English only.
func (c *call) help(_ kong.HelpOptions, ctx *kong.Context) error {
	c.Lang = langOf(ctx.Args)
	t := func(zh, en string) string { return diag.Text{ZH: zh, EN: en}.In(c.Lang) }
	node := ctx.Selected()
	var b strings.Builder
	if node == nil {
		b.WriteString(t("用法：gongkai 命令 [选项]", "Usage: gongkai COMMAND [OPTIONS]") + "\n\n" + helpText(ctx.Model.Help, c.Lang) + "\n")
		section(&b, t("命令：", "Commands:"), c.commandRows(ctx.Model.Node))
	} else {
		b.WriteString(t("用法：", "Usage: ") + "gongkai " + node.Name)
		for _, p := range node.Positional {
			b.WriteString(" " + c.argument(p))
		}
		b.WriteString(t(" [选项]", " [OPTIONS]") + "\n\n" + helpText(node.Help, c.Lang) + "\n")
		section(&b, t("参数：", "Arguments:"), c.argumentRows(node.Positional))
		section(&b, t("选项：", "Options:"), c.optionRows(node.Flags))
	}
	section(&b, t("通用选项：", "Common options:"), c.optionRows(ctx.Model.Flags))
	if node == nil {
		b.WriteString("\n" + t("一个命令的用法：gongkai 命令 --help", "How a command is called: gongkai COMMAND --help") + "\n")
	}
	c.print(c.stdout, b.String())
	return nil
}

// section writes rows under a heading, if there are any.
func section(b *strings.Builder, title string, rows [][]string) {
	if len(rows) > 0 {
		b.WriteString("\n" + title + "\n" + terminal.Table(rows))
	}
}

func (c *call) commandRows(app *kong.Node) [][]string {
	var rows [][]string
	for _, command := range app.Children {
		if !command.Hidden {
			rows = append(rows, []string{"  " + command.Name, helpText(command.Help, c.Lang)})
		}
	}
	return rows
}

func (c *call) argumentRows(list []*kong.Positional) [][]string {
	var rows [][]string
	for _, p := range list {
		rows = append(rows, []string{"  " + c.placeholder(p.Tag.PlaceHolder), helpText(p.Help, c.Lang)})
	}
	return rows
}

func (c *call) optionRows(flags []*kong.Flag) [][]string {
	var rows [][]string
	for _, f := range flags {
		if f.Hidden {
			continue
		}
		name := f.Help
		if f.Name == "help" { // the parser's own
			name = "help_help"
		}
		rows = append(rows, []string{"  " + c.option(f), helpText(name, c.Lang)})
	}
	return rows
}

// argument is how an argument is written in a call: TITLE…, [CODE].
func (c *call) argument(p *kong.Positional) string {
	name := c.placeholder(p.Tag.PlaceHolder)
	if p.IsCumulative() {
		name += "…"
	}
	if !p.Required {
		name = "[" + name + "]"
	}
	return name
}

// option is how an option is written in a call: -o, --output FILE.
func (c *call) option(f *kong.Flag) string {
	name := "--" + f.Name
	if f.Short != 0 {
		name = "-" + string(f.Short) + ", " + name
	}
	switch {
	case f.IsBool():
		return name
	case f.Enum != "":
		return name + " " + strings.ReplaceAll(f.Enum, ",", "|")
	}
	return name + " " + c.placeholder(f.PlaceHolder)
}

// callError says in plain words what is wrong with the command line.
func (c *call) callError(err error) error {
	var parsing *kong.ParseError
	text := terminal.Visible(err.Error())
	if errors.As(err, &parsing) && strings.HasPrefix(text, "expected ") {
		node := parsing.Context.Selected()
		if node == nil {
			return wrongCall{noCommand}
		}
		return refuse("缺少参数。用法：gongkai %s%s（gongkai %s --help 显示说明）", "arguments are missing, expected: gongkai %s%s (see gongkai %s --help)",
			node.Name, c.arguments(node), node.Name)
	}
	if errors.As(err, &parsing) && strings.HasPrefix(text, "missing flags: ") {
		node := parsing.Context.Selected()
		return refuse("缺少选项%s。用法：gongkai %s%s%s（gongkai %[2]s --help 显示说明）", "options are missing:%s, expected: gongkai %s%s%s (see gongkai %[2]s --help)",
			required(c, node, true), node.Name, c.arguments(node), required(c, node, false))
	}
	return refuse("命令有误：%s（gongkai --help 列出全部命令）", "%s (gongkai --help lists the commands)", complaint.Of(text))
}

// arguments writes the arguments of a command, a blank before each.
func (c *call) arguments(node *kong.Node) string {
	var b strings.Builder
	for _, p := range node.Positional {
		b.WriteString(" " + c.argument(p))
	}
	return b.String()
}

// required writes the options that a command cannot do without, a blank before each: all,
// or those that were not given.
func required(c *call, node *kong.Node, missing bool) string {
	var b strings.Builder
	for _, f := range node.Flags {
		if f.Required && !(missing && f.Set) {
			b.WriteString(" " + c.option(f))
		}
	}
	return b.String()
}

// noCommand says what to do where no command is given and there is no site to
// show.
var noCommand = diag.Text{
	ZH: "请写一个命令；全部命令见 gongkai --help\n建立新站点：gongkai init 文件夹\n预览已有的站点：在站点的文件夹里运行 gongkai，或者 gongkai serve --source 文件夹",
	EN: "name a command; gongkai --help lists them\na new site: gongkai init DIR\nthe preview of a site: gongkai in the site's folder, or gongkai serve --source DIR",
}
