package template

import (
	"cmp"
	"strings"
	"time"
)

// API is the WebSocket API with its one stage.
type API struct {
	ID         string
	Stage      string
	Selection  string // field of the JSON body that names the route, e.g. action
	Authorizer *Authorizer
	Routes     map[string]Route // by route key
	Throttle   Throttle         // of routes without their own
}

// Authorizer is the REQUEST authorizer that runs at $connect.
type Authorizer struct {
	Function string   // physical name
	Identity []string // e.g. route.request.header.Sec-WebSocket-Protocol
}

// Route sends the messages of one route key to a function, or answers them with a mock.
type Route struct {
	Key      string
	Function string // physical name; empty for a mock
	Mock     string // the mock's response text
	Respond  bool   // send the integration's answer to the client
	Timeout  time.Duration
	Throttle *Throttle // nil: the API's
}

// Throttle is a token bucket. The zero value is no limit.
type Throttle struct {
	Rate  float64 // messages a second
	Burst int
}

const websocketAPI = "AWS::Serverless::WebSocketApi"

// api reads the WebSocket API. The template must have one.
func (r *reader) api(resources *node, ids []string) API {
	for _, id := range ids {
		res := resources.fields[id]
		if kind, _ := res.field("Type").text(); kind == websocketAPI && r.present(res) {
			api := r.readAPI(res.field("Properties"))
			r.rawRoutes(&api, resources, ids)
			return api
		}
	}
	r.fail(resources.errorf("there is no resource of type %s", websocketAPI))
	return API{}
}

func (r *reader) readAPI(p *node) API {
	api := API{
		ID:     APIID,
		Stage:  cmp.Or(r.str(p.field("StageName")), "default"),
		Routes: map[string]Route{},
	}
	selection := r.str(p.field("RouteSelectionExpression"))
	field, ok := strings.CutPrefix(selection, "$request.body.")
	if !ok || strings.Contains(field, ".") {
		r.fail(p.errorf("RouteSelectionExpression %q: the local stack reads one field of $request.body", selection))
	}
	api.Selection = field
	api.Throttle = *r.throttle(p.field("DefaultRouteSettings"), &Throttle{})
	api.Authorizer = r.authorizer(p.field("Auth"))
	routes := p.field("Routes")
	for _, key := range routes.names() {
		api.Routes[key] = r.route(key, routes.fields[key])
	}
	settings := r.value(p.field("RouteSettings"))
	for _, key := range settings.names() {
		if route, ok := api.Routes[key]; ok {
			route.Throttle = r.throttle(settings.fields[key], nil)
			api.Routes[key] = route
		}
	}
	return api
}

func (r *reader) route(key string, n *node) Route {
	return Route{
		Key:      key,
		Function: NameOfARN(r.str(n.field("FunctionArn"))),
		Respond:  n.field("RouteResponseSelectionExpression") != nil,
		Timeout:  r.milliseconds(n.field("IntegrationTimeout")),
	}
}

// throttle reads route settings. It returns fallback if they have no throttle.
func (r *reader) throttle(n *node, fallback *Throttle) *Throttle {
	v := r.value(n)
	if v.field("ThrottlingRateLimit") == nil && v.field("ThrottlingBurstLimit") == nil {
		return fallback
	}
	return &Throttle{
		Rate:  r.number(v.field("ThrottlingRateLimit"), 10000),
		Burst: r.integer(v.field("ThrottlingBurstLimit"), 5000),
	}
}

func (r *reader) authorizer(n *node) *Authorizer {
	kind := r.str(n.field("AuthType"))
	if kind == "" || kind == "NONE" {
		return nil
	}
	if kind != "CUSTOM" {
		r.fail(n.errorf("the local stack supports AuthType CUSTOM and NONE, not %q", kind))
	}
	return &Authorizer{
		Function: NameOfARN(r.str(n.field("AuthArn"))),
		Identity: r.strings(n.field("IdentitySource")),
	}
}

// rawRoutes adds the routes that are AWS::ApiGatewayV2 resources. They have mock integrations, which
// AWS::Serverless::WebSocketApi does not support.
func (r *reader) rawRoutes(api *API, resources *node, ids []string) {
	mocks := r.mocks(resources, ids)
	twoWay := map[string]bool{}
	r.each(resources, ids, "AWS::ApiGatewayV2::RouteResponse", func(_ string, p *node) {
		twoWay[r.str(p.field("RouteId"))] = true
	})
	r.each(resources, ids, "AWS::ApiGatewayV2::Route", func(id string, p *node) {
		integration := strings.TrimPrefix(r.str(p.field("Target")), "integrations/")
		mock, ok := mocks[integration]
		if !ok && r.err == nil {
			r.fail(p.errorf("the route's target %q is not a MOCK integration of this template", integration))
		}
		key := r.str(p.field("RouteKey"))
		api.Routes[key] = Route{Key: key, Mock: mock, Respond: twoWay[id]}
	})
}

// mocks returns the response text of each MOCK integration by logical id.
func (r *reader) mocks(resources *node, ids []string) map[string]string {
	out := map[string]string{}
	r.each(resources, ids, "AWS::ApiGatewayV2::Integration", func(id string, p *node) {
		if kind := r.str(p.field("IntegrationType")); kind != "MOCK" {
			r.fail(p.errorf("the local stack supports raw integrations of type MOCK, not %q", kind))
		}
		out[id] = ""
	})
	r.each(resources, ids, "AWS::ApiGatewayV2::IntegrationResponse", func(_ string, p *node) {
		out[r.str(p.field("IntegrationId"))] = r.responseText(p)
	})
	return out
}

// responseText returns the response template that the selection expression selects, or the only one.
func (r *reader) responseText(p *node) string {
	templates := r.stringMap(p.field("ResponseTemplates"))
	text, ok := templates[strings.TrimPrefix(r.str(p.field("TemplateSelectionExpression")), `\`)]
	if !ok && len(templates) == 1 {
		for _, only := range templates {
			text, ok = only, true
		}
	}
	if !ok && len(templates) > 0 {
		r.fail(p.errorf("TemplateSelectionExpression selects none of the ResponseTemplates"))
	}
	if strings.ContainsAny(text, "$#") {
		r.fail(p.errorf("the local stack serves static response templates only, without $ or #"))
	}
	return text
}

// each calls f for every resource of the type kind whose condition holds.
func (r *reader) each(resources *node, ids []string, kind string, f func(id string, properties *node)) {
	for _, id := range ids {
		res := resources.fields[id]
		if t, _ := res.field("Type").text(); t == kind && r.present(res) {
			f(id, res.field("Properties"))
		}
	}
}
