ABC/COP/WG.1/2025/1

Programa provisional anotado

Grupo de Trabajo sobre Ríos

1. Cuestiones de organización:
   a) Apertura de la reunión;
   b) Aprobación del programa y organización de los trabajos.
2. Navegación en los ríos compartidos.
3. Otros asuntos.
4. Aprobación del informe.

Anotaciones

1. Cuestiones de organización

a) Apertura de la reunión

La quinta reunión del Grupo de Trabajo sobre Ríos se inaugurará el martes 4 de marzo de 2025
a las 10.00 horas.

2. Navegación en los ríos compartidos

Conforme a la resolución 3/2, el Grupo de Trabajo examinará el tema.

Documentación

Documento de antecedentes preparado por la Secretaría sobre la navegación en los ríos compartidos
(ABC/COP/WG.1/2025/2)

3. Otros asuntos

No se ha previsto ningún documento.

4. Aprobación del informe

Anexo

Proyecto de organización de los trabajos

Martes 4 de marzo de 2025
10.00 a 13.00 horas
1 a)  Apertura de la reunión
1 b)  Aprobación del programa y organización de los trabajos
15.00 a 18.00 horas
2  Navegación en los ríos compartidos

Miércoles 5 de marzo de 2025
10.00 a 13.00 horas
2  Navegación en los ríos compartidos (continuación)
4  Aprobación del informe
