package template

import (
	"strings"
	"time"
)

// HTTPAPI is the HTTP API with its default stage. The zero value is no API.
type HTTPAPI struct {
	Routes   []HTTPRoute
	Throttle Throttle // of all routes together
	CORS     CORS
}

// HTTPRoute sends the requests of one method and path to a function.
type HTTPRoute struct {
	Method, Path string // a path's variables are in braces
	Function     string // physical name
	Signed       bool   // requests must have an IAM signature
	Timeout      time.Duration
}

// CORS has the origins, methods and headers of the pages that may call the API. Without origins no
// page may.
type CORS struct {
	Origins, Methods, Headers []string
	MaxAge                    time.Duration
}

const httpAPI = "AWS::Serverless::HttpApi"

// httpTimeout is the longest time that API Gateway waits for a function.
const httpTimeout = 30 * time.Second

// http reads the HTTP API, of which there may be one, and its routes, which are events of functions.
func (r *reader) http(resources *node, ids []string) HTTPAPI {
	var api HTTPAPI
	var id string
	r.each(resources, ids, httpAPI, func(found string, p *node) {
		if id != "" {
			r.fail(p.errorf("the local stack serves only one HTTP API, and %s is the second", found))
		}
		id = found
		api.CORS = r.cors(p.field("CorsConfiguration"))
		api.Throttle = *r.throttle(p.field("DefaultRouteSettings"), &Throttle{})
	})
	r.each(resources, ids, "AWS::Serverless::Function", func(function string, p *node) {
		events := p.field("Events")
		for _, name := range events.names() {
			if event := events.fields[name]; r.str(event.field("Type")) == "HttpApi" {
				api.Routes = append(api.Routes, r.httpRoute(r.name(resources.fields[function], function), event))
			}
		}
	})
	if id == "" && len(api.Routes) > 0 {
		r.fail(resources.errorf("there are HttpApi events but no resource of type %s", httpAPI))
	}
	return api
}

// cors reads a CorsConfiguration. It may be an intrinsic function, but its AllowOrigins may not: SAM
// then drops the rest.
func (r *reader) cors(configuration *node) CORS {
	if origins := configuration.field("AllowOrigins"); origins != nil {
		if name, _ := functionOf(origins); name != "" {
			r.fail(origins.errorf("SAM drops the other properties if AllowOrigins is %s: use an intrinsic function for the whole CorsConfiguration", name))
		}
	}
	c := r.value(configuration)
	return CORS{
		Origins: r.strings(c.field("AllowOrigins")), Methods: r.strings(c.field("AllowMethods")),
		Headers: r.strings(c.field("AllowHeaders")), MaxAge: r.seconds(c.field("MaxAge"), 0),
	}
}

func (r *reader) httpRoute(function string, event *node) HTTPRoute {
	p := event.field("Properties")
	route := HTTPRoute{
		Method: strings.ToUpper(r.str(p.field("Method"))), Path: r.str(p.field("Path")),
		Function: function, Timeout: httpTimeout,
	}
	switch authorizer := r.str(p.field("Auth").field("Authorizer")); authorizer {
	case "", "NONE":
	case "AWS_IAM":
		route.Signed = true
	default:
		r.fail(event.errorf("the local stack supports Authorizer AWS_IAM and NONE, not %q", authorizer))
	}
	if route.Method == "" || !strings.HasPrefix(route.Path, "/") {
		r.fail(event.errorf("an HttpApi event needs a Method, and a Path that begins with a slash"))
	}
	return route
}
