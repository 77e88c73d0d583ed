package io.durastack.worker;

import org.springframework.context.annotation.Configuration;

/** The simulated data centre, where the worker has that role. */
@Configuration(proxyBeanMethods = false)
class SimulatorConfiguration {}
