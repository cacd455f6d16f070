package main

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"gongkai/generator/hosting"
)

// serverCommand is `gongkai server-files`.
type serverCommand struct {
	Server string `arg:"" placeholder:"SERVER" help:"help_server"`
	Root   string `default:"/srv/site" placeholder:"DIR" help:"help_server_root"`
}

// misread is what the files of servers have for other things than names.
const misread = " \t\"'`{}\n\r;$%#\\"

// exampleURL is where a site is served that has no base_url.
const exampleURL = "https://www.example.gov.cn/"

// Run prints the configuration of a web server for the site. Host and path are those of
// base_url.
func (s *serverCommand) Run(c *call) error {
	servers := slices.Sorted(maps.Keys(hosting.Servers()))
	if !slices.Contains(servers, s.Server) {
		list := strings.Join(servers, "、")
		return refuse("没有 %s 的配置，可以写 %s", "there is no file for %s; write one of %s", s.Server, list)
	}
	if s.Server != "iis" && strings.ContainsAny(s.Root, misread) {
		return refuse("--root 里不能有空格、引号、花括号、分号、反斜杠和 $ %% #，服务器会误解它们：%s；换一个文件夹，例如 /srv/site",
			"--root must have no blanks, quotes, braces, semicolons, backslashes or $ %% #, which servers read as something else: %s; take another folder, such as /srv/site", s.Root)
	}
	if _, err := c.options(); err != nil {
		return err
	}
	cfg, err := c.config()
	if cfg == nil {
		return err
	}
	base := cfg.Site.BaseURL
	if c.BaseURL != "" {
		base = c.BaseURL
	}
	if base == "" {
		base = exampleURL
	}
	at, err := url.Parse(base)
	if err != nil {
		return err
	}
	if strings.ContainsAny(at.Path, misread) {
		return refuse("网址里的路径有服务器会误解的字符：%s；路径用字母、数字、点和减号", "the path of the address has what servers read as something else: %s; write it in letters, digits, dots and hyphens", at.Path)
	}
	text, err := hosting.File(s.Server, hosting.Site{Host: at.Hostname(), Path: strings.TrimSuffix(at.Path, "/") + "/", Root: s.Root, Listen: s.listen(at)})
	if err != nil {
		return err
	}
	return c.data(c.stdout, text)
}

// listen says where the server listens, if the address of the site has a port; "" is the
// usual one. With https the port belongs to whoever adds the certificate.
func (s *serverCommand) listen(at *url.URL) string {
	if at.Port() == "" || at.Scheme != "http" {
		return ""
	}
	switch s.Server {
	case "apache":
		return "*:" + at.Port()
	case "caddy":
		return at.Host
	}
	return at.Port()
}
