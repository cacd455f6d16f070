package config

import "testing"

// TestSetBaseURL: the address given on the command line is held to what one in
// config.toml is held to.
func TestSetBaseURL(t *testing.T) {
	for address, meant := range map[string]string{
		"https://www.example.gov.cn": "", "http://127.0.0.1:8080/zwgk/": "", "http://a.cn:65535/": "",
		"http://": exampleAddress, "www.example.gov.cn": "https://www.example.gov.cn/", "http://a.cn:65536/": exampleAddress, "http://a.cn:0": exampleAddress,
		"http://a.cn:": exampleAddress, "http://a.cn/?q": exampleAddress, "ftp://a.cn/": exampleAddress, "http://a.cn/公开/": "http://a.cn/%E5%85%AC%E5%BC%80/", "http://a.cn/\nx": exampleAddress,
	} {
		s := Site{BaseURL: "before"}
		if got := s.SetBaseURL(address); got != meant || (s.BaseURL == "before") != (meant != "") {
			t.Errorf("%q: meant %q, want %q; the address is %q", address, got, meant, s.BaseURL)
		}
	}
}
