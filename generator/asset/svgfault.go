package asset

import "gongkai/generator/diag"

// fault is what an SVG must not have, and how that is mended. These are the words
// of the rule unsafeSVG for each of them.
type fault struct {
	what, mend diag.Text
	at         int // in a style
}

func faulty(what, whatEN, mend, mendEN string) fault {
	return fault{what: diag.Text{ZH: what, EN: whatEN}, mend: diag.Text{ZH: mend, EN: mendEN}}
}

// brief shortens what a file has, for a message.
func brief(name string) string {
	const most = 60
	if runes := []rune(name); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return name
}

func compressed() fault {
	return faulty("压缩过的内容（.svgz）", "compressed content (.svgz)", "从制图软件另存为 .svg", "save it as .svg from its program")
}

func definitions() fault {
	return faulty("带有定义的 <!DOCTYPE>", "a <!DOCTYPE> with definitions",
		"删去 <!DOCTYPE … > 整段；Illustrator 存储为 SVG 时取消“保留 Illustrator 编辑功能”",
		"remove all of <!DOCTYPE … >; in Illustrator save without \"Preserve Illustrator Editing Capabilities\"")
}

func instruction(target string) fault {
	target = "<?" + brief(target)
	return faulty("处理指令 "+target+"?>", "the instruction "+target+"?>",
		"删去 "+target+" … ?>，样式写进 <style>", "remove "+target+" … ?>, and write the styles into <style>")
}

func otherRoot(name string) fault {
	return faulty("根元素 <"+brief(name)+">", "the root element <"+brief(name)+">",
		`根元素写成 <svg xmlns="`+nsSVG+`">`, `begin with <svg xmlns="`+nsSVG+`">`)
}

func webContent(name string) fault {
	name = "<" + brief(name) + ">"
	return faulty("网页内容 "+name, "the web content "+name, "删去 "+name+"，文字改用 <text>", "remove "+name+"; text goes into <text>")
}

func unknownElement(name string) fault {
	if name == "foreignObject" {
		return faulty(" <foreignObject> 元素", "a <foreignObject> element",
			"把里面的文字改为普通文字后重新导出（draw.io：取消文本的“格式化文本”）",
			"make its text plain text and export again (draw.io: switch off \"Formatted Text\")")
	}
	name = brief(name)
	return faulty(" <"+name+"> 元素", "a <"+name+"> element", "删去 <"+name+"> … </"+name+">", "remove <"+name+"> … </"+name+">")
}

func tagInStyle(name string) fault {
	name = "<" + brief(name) + ">"
	return faulty("<style> 里的标签 "+name, "the tag "+name+" in a <style>", "删去这个标签", "remove the tag")
}

func otherStyle(language string) fault {
	return faulty("语言为 "+brief(language)+" 的样式", "a style in "+brief(language), "样式改用 CSS，删去 type", "use CSS, without a type")
}

func eventHandler(name string) fault {
	name = brief(name)
	return faulty("事件属性 "+name, "the event handler "+name, "删去 "+name+`="…"`, "remove "+name+`="…"`)
}

func baseAddress() fault {
	return faulty("属性 xml:base", "the attribute xml:base", "删去 xml:base", "remove xml:base")
}

func animation(attribute string) fault {
	attribute = brief(attribute)
	return faulty("改变属性“"+attribute+"”的动画", `an animation of the attribute "`+attribute+`"`, "删去这个动画", "remove the animation")
}

func outside(address string) fault {
	return faulty("外部引用 "+brief(address), "the external reference "+brief(address),
		"删去这个引用；图片请嵌入文件（Inkscape：扩展 → 图像 → 嵌入图像）",
		"remove the reference; embed pictures (Inkscape: Extensions, Images, Embed)")
}

func outsideURL(address string) *fault {
	f := faulty("外部引用 url("+brief(address)+")", "the external reference url("+brief(address)+")",
		"删去这个引用；图片请嵌入文件，字体请转为曲线",
		"remove the reference; embed pictures, and turn text in fonts of its own into paths")
	return &f
}

func backslash() *fault {
	f := faulty("样式中的反斜线", "a backslash in a style", "把 \\ 和它后面的编码换成所代表的字符", "write the character itself instead of \\ and its code")
	return &f
}

func unclosed(open, end string) *fault {
	f := faulty("没有结束的 "+open, "a "+open+" without its end", "在末尾补上 "+end, "add "+end+" at its end")
	return &f
}

func stringInside(text string) *fault {
	text = brief(text)
	f := faulty("函数或 @ 规则中的文字 "+text, "the string "+text+" in a function or an at-rule", "删去这条样式", "remove this declaration")
	return &f
}

func styleRule(name string) *fault {
	name = "@" + brief(name)
	f := faulty("样式规则 "+name, "the style rule "+name, "删去 "+name+" 规则", "remove the rule "+name)
	return &f
}

func styleFunction(name string) *fault {
	name = brief(name) + "()"
	f := faulty("样式函数 "+name, "the function "+name+" in a style", "删去用到 "+name+" 的样式", "remove the declaration with "+name)
	return &f
}
