package stack

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"homstyle.dev/planner/web/headers"
)

// publicHandler serves browsers: the pages and their configuration, the demo shop's back end, which
// mints tokens, the WebSocket API and the HTTP API.
func (s *Stack) publicHandler() http.Handler {
	stage := "/" + s.template.API.Stage
	mux := http.NewServeMux()
	mux.Handle("GET "+stage, s.gateway.Sockets())
	mux.Handle(stage+"/@connections/", local(s.signed("execute-api", s.gateway.Connections())))
	mux.Handle(apiPrefix+"/", s.http)
	mux.HandleFunc("GET /config.json", s.serveConfig)
	s.shopHandlers(mux)
	if s.opts.Faults {
		mux.Handle("/_faults", local(s.faults.Handler()))
	}
	mux.Handle("/", pages{s.opts.Web, headers.Read(), s.publishedPairs})
	return mux
}

// apiPrefix is the path of the HTTP API, next to the pages.
const apiPrefix = "/api"

// serveConfig answers with the APIs' URLs, under the host name of the request.
func (s *Stack) serveConfig(w http.ResponseWriter, r *http.Request) {
	secure := ""
	if r.Header.Get("X-Forwarded-Proto") == "https" {
		secure = "s"
	}
	config := map[string]any{
		"wsUrl":   "ws" + secure + "://" + r.Host + "/" + s.template.API.Stage,
		"apiUrl":  "http" + secure + "://" + r.Host + apiPrefix,
		"copyUrl": "http" + secure + "://" + r.Host + copyPath,
	}
	if _, on := s.template.Functions["SuggestFunction"]; on {
		config["suggestions"] = true
	}
	reply(w, http.StatusOK, config)
}

// local returns a handler that serves only requests from this machine. Of a browser's requests it
// serves only those of pages of this machine, which it recognises by their Origin.
func local(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if !loopback(r.RemoteAddr) || !loopback(r.Host) || !localOrigin(origin) {
			reply(w, http.StatusForbidden, map[string]string{
				"message": "only pages and programs of this machine can use this address",
			})
			return
		}
		if origin != "" {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Vary", "Origin")
		}
		h.ServeHTTP(w, r)
	})
}

// localOrigin reports whether an Origin is empty or a page of this machine.
func localOrigin(origin string) bool {
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && loopback(u.Host)
}

// loopback reports whether a host, with or without a port, is localhost or a loopback address.
func loopback(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}
